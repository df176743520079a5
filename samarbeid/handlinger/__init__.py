"""Alt som skriver i appen som trenger begge sider."""
