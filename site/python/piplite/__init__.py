"""What the kernel knows as `piplite`, without the means to fetch anything from elsewhere."""
