"""The pages that readers see, made from what is published alone."""
