// n8n reads the paths of nodes and credentials from package.json.
