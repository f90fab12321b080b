// Starts `qa lsp` for the articles of a workspace, and asks for the reason when a finding is to be accepted.
"use strict";

const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

const LANGUAGES = ["markdown", "html", "plaintext"];
const INSTALL = "pip install 'qa-health[lsp]'";

/** @type {LanguageClient | undefined} */
let client;

/** The program and its arguments, as the person has set them. */
function serverOptions() {
  const [command, ...before] = vscode.workspace.getConfiguration("qa").get("command", ["qa"]);
  return { command, args: [...before, "lsp"], transport: TransportKind.stdio };
}

function clientOptions() {
  const texts = ["file", "untitled"].flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language })));
  return {
    documentSelector: [...texts, { scheme: "file", pattern: "**/qa.yaml" }],
    initializationOptions: { askReason: true },
    synchronize: { configurationSection: "qa" },
    diagnosticPullOptions: { onChange: true, onSave: true },
    markdown: { isTrusted: false, supportHtml: false },
  };
}

async function start() {
  if (client) {
    return;
  }
  const options = serverOptions();
  const starting = new LanguageClient("qa", "qa", options, clientOptions());
  client = starting;
  try {
    await starting.start();
  } catch (error) {
    client = undefined;
    await tellHowToInstall(options.command, error);
  }
}

async function stop() {
  const stopping = client;
  client = undefined;
  if (stopping) {
    await stopping.stop();
  }
}

async function restart() {
  await stop();
  await start();
}

async function tellHowToInstall(command, error) {
  const setting = "Open the setting";
  const said = `qa: “${command}” could not be started (${error.message}). Install it with ${INSTALL}, or say where it is.`;
  if ((await vscode.window.showErrorMessage(said, setting)) === setting) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "qa.command");
  }
}

/** A finding is accepted with a reason or not at all: an empty answer changes nothing. */
async function askReason(uri, fingerprint, reach) {
  const reason = await vscode.window.showInputBox({
    title: "Accept this finding",
    prompt: "Why is it right as it stands? The reason is kept in the article.",
    placeHolder: "the patient's own words",
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() ? undefined : "A reason is needed."),
  });
  if (!client || !reason || !reason.trim()) {
    return;
  }
  await client.sendRequest("workspace/executeCommand", {
    command: "qa.suppress",
    arguments: [uri, fingerprint, reach, reason.trim()],
  });
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("qa.askReason", askReason),
    vscode.commands.registerCommand("qa.start", start),
    vscode.commands.registerCommand("qa.restart", restart),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("qa.command")) {
        await restart();
      }
    }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
