// The extension under node, with the two modules that only an editor has put in its place.
"use strict";

const assert = require("node:assert/strict");
const Module = require("node:module");
const path = require("node:path");
const { beforeEach, test } = require("node:test");

let seen;
let settings;

class Client {
  constructor(id, name, server, options) {
    Object.assign(this, { id, name, server, options });
    seen.clients.push(this);
    this.state = "made";
  }
  async start() {
    if (settings.fails) {
      throw new Error("spawn nowhere ENOENT");
    }
    this.state = "running";
  }
  async stop() {
    this.state = "stopped";
  }
  async sendRequest(method, params) {
    seen.requests.push({ method, params });
    return true;
  }
}

const vscode = {
  workspace: {
    getConfiguration: (section) => ({ get: (name, other) => settings[`${section}.${name}`] ?? other }),
    onDidChangeConfiguration: (listener) => (seen.changed = listener),
  },
  commands: {
    registerCommand: (name, action) => (seen.commands[name] = action),
    executeCommand: async (...given) => seen.executed.push(given),
  },
  window: {
    showErrorMessage: async (text, button) => {
      seen.errors.push(text);
      return settings.click ? button : undefined;
    },
    showInputBox: async (options) => {
      seen.box = options;
      return settings.reason;
    },
  },
};

const load = Module._load;
Module._load = (name, ...rest) => {
  if (name === "vscode") return vscode;
  if (name === "vscode-languageclient/node") return { LanguageClient: Client, TransportKind: { stdio: 0 } };
  return load(name, ...rest);
};

let extension;
let context;

beforeEach(() => {
  seen = { clients: [], requests: [], commands: {}, executed: [], errors: [] };
  settings = {};
  const file = path.join(__dirname, "..", "extension.js");
  delete require.cache[file];
  extension = require(file);
  context = { subscriptions: [] };
});

test("it starts the server for articles", async () => {
  await extension.activate(context);
  const [client] = seen.clients;
  assert.equal(client.state, "running");
  assert.deepEqual(client.server, { command: "qa", args: ["lsp"], transport: 0 });
  const selector = client.options.documentSelector;
  for (const scheme of ["file", "untitled"]) {
    for (const language of ["markdown", "html", "plaintext"]) {
      assert.ok(selector.some((item) => item.scheme === scheme && item.language === language));
    }
  }
  assert.deepEqual(client.options.initializationOptions, { askReason: true });
  assert.equal(context.subscriptions.length, 4);
});

test("the person says which program it is, and a change restarts it", async () => {
  settings["qa.command"] = ["python", "-m", "qa"];
  await extension.activate(context);
  assert.deepEqual([seen.clients[0].server.command, seen.clients[0].server.args], ["python", ["-m", "qa", "lsp"]]);
  await seen.changed({ affectsConfiguration: (name) => name === "qa.profile" });
  assert.equal(seen.clients.length, 1);
  await seen.changed({ affectsConfiguration: (name) => name === "qa.command" });
  assert.deepEqual(seen.clients.map((client) => client.state), ["stopped", "running"]);
});

test("a program that isn't there is said once, with the way to get it", async () => {
  settings.fails = true;
  settings.click = true;
  await extension.activate(context);
  assert.match(seen.errors[0], /“qa” could not be started .*ENOENT.*pip install 'qa-health\[lsp\]'/);
  assert.deepEqual(seen.executed, [["workbench.action.openSettings", "qa.command"]]);
  settings.fails = false;
  await seen.commands["qa.restart"]();
  assert.equal(seen.clients.at(-1).state, "running");
});

test("accepting a finding takes a reason", async () => {
  await extension.activate(context);
  settings.reason = "  her own words ";
  await seen.commands["qa.askReason"]("file:///a.md", "f1", "line");
  assert.deepEqual(seen.requests, [
    { method: "workspace/executeCommand", params: { command: "qa.suppress", arguments: ["file:///a.md", "f1", "line", "her own words"] } },
  ]);
  assert.equal(seen.box.validateInput("  "), "A reason is needed.");
  assert.equal(seen.box.validateInput("x"), undefined);
  for (const none of [undefined, "", "  "]) {
    settings.reason = none;
    await seen.commands["qa.askReason"]("file:///a.md", "f1", "line");
  }
  assert.equal(seen.requests.length, 1);
});

test("it stops with the editor", async () => {
  await extension.activate(context);
  await extension.deactivate();
  assert.equal(seen.clients[0].state, "stopped");
  await extension.deactivate();
});

test("what the manifest offers, the extension has", () => {
  const manifest = require("../package.json");
  const text = require("node:fs").readFileSync(path.join(__dirname, "..", "extension.js"), "utf8");
  for (const { command } of manifest.contributes.commands) {
    assert.ok(text.includes(`registerCommand("${command}"`), command);
  }
  assert.equal(manifest.main, "./extension.js");
});
