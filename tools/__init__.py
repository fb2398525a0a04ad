"""What the project's own house-keeping needs: the environment, the generated references."""
