// Preloaded into the web server: when the process that started it is gone (kill -9), it ends too and frees its port.
process.on("disconnect", () => process.exit(1));
