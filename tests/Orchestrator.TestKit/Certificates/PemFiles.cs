namespace Orchestrator.TestKit.Certificates;

/// <summary>A certificate (its intermediate ones after it) and its private key, as files.</summary>
public sealed record PemFiles(string Certificate, string Key);
