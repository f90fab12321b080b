;; Opens $QA_PAGE with the configuration of $QA_CONFIG, waits for the slip, takes the preferred action by eglot-code-actions, waits
;; for the slip to be gone, and writes what it saw to $QA_SEEN as JSON.
(package-initialize)
(require 'eglot)
(require 'json)
(setq eglot-sync-connect 60 eglot-connect-timeout 60 make-backup-files nil)
(load (getenv "QA_CONFIG") nil t)

(defvar qa-offered nil)

(defun qa-messages ()
  (mapcar (lambda (item) (substring-no-properties (flymake-diagnostic-text item))) (flymake-diagnostics)))

(defun qa-slip ()
  (seq-find (lambda (item) (string-match-p "metastic" (flymake-diagnostic-text item))) (flymake-diagnostics)))

(defun qa-wait (done)
  (let ((left 600))
    (while (and (> left 0) (not (funcall done)))
      (accept-process-output nil 0.1)
      (setq left (1- left)))))

(defun qa-pick (_prompt items &rest _)
  (setq qa-offered (mapcar #'car items))
  (seq-find (lambda (title) (string-match-p "metastatic" title)) qa-offered))

(let (before)
  (find-file (getenv "QA_PAGE"))
  (run-hooks 'post-command-hook)
  (qa-wait #'qa-slip)
  (setq before (qa-messages))
  (goto-char (flymake-diagnostic-beg (qa-slip)))
  (let ((completing-read-function #'qa-pick) (last-nonmenu-event ?x))
    (eglot-code-actions (point) (point) nil t))
  (run-hooks 'post-command-hook)
  (eglot--signal-textDocument/didChange)
  (qa-wait (lambda () (not (qa-slip))))
  (let ((lines (split-string (buffer-substring-no-properties (point-min) (point-max)) "\n"))
        (after (qa-messages))
        (seen (getenv "QA_SEEN")))
    (with-temp-file seen
      (insert (json-encode `((before . ,(vconcat before)) (titles . ,(vconcat qa-offered))
                             (after . ,(vconcat after)) (lines . ,(vconcat lines))))))))
