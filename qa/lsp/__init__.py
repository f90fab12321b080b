"""The language server: findings in the editor as one types. The only place that knows pygls and the protocol."""
