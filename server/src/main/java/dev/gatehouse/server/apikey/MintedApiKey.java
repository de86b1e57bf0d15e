package dev.gatehouse.server.apikey;

/** An API key with its secret, which is told once and kept nowhere. */
public record MintedApiKey(ApiKey key, ApiKeySecret secret) {}
