-- Opens $QA_PAGE with the configuration of $QA_CONFIG, waits for the slip, takes the preferred fix, waits for it to be gone,
-- and writes what it saw to $QA_SEEN as JSON.
local config = dofile(vim.env.QA_CONFIG)
local seen = { before = {}, after = {}, titles = {}, lines = {} }

local function messages()
  return vim.tbl_map(function(item)
    return item.message
  end, vim.diagnostic.get(0))
end

local function slip()
  for _, item in ipairs(vim.diagnostic.get(0)) do
    if item.message:find("metastic", 1, true) then
      return item
    end
  end
end

local function run()
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.QA_PAGE))
  if vim.lsp.config then
    vim.lsp.config("qa", config)
    vim.lsp.enable("qa")
    vim.cmd("edit")
  else
    config.name, config.root_dir = "qa", vim.env.QA_ROOT
    vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
  end
  vim.wait(60000, slip, 50)
  seen.before = messages()
  local found = slip()
  local at = { line = found.lnum, character = found.col }
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(),
    range = { start = at, ["end"] = at },
    context = { diagnostics = {} },
  }
  for client, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 30000)) do
    for _, action in ipairs(answer.result) do
      table.insert(seen.titles, action.title)
      if action.edit and action.title:find("metastatic", 1, true) then
        vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(client).offset_encoding or "utf-16")
        break
      end
    end
  end
  vim.wait(60000, function()
    return not slip()
  end, 50)
  seen.after = messages()
  seen.lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

local good, fault = pcall(run)
seen.fault = not good and tostring(fault) or nil
local file = io.open(vim.env.QA_SEEN, "w")
file:write(vim.fn.json_encode(seen))
file:close()
vim.cmd("qall!")
