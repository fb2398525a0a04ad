"""Where work runs: this machine's cores (`local`), and the SQL joins of linking (`linking`)."""
