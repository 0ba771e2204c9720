namespace Orchestrator.Host.Security;

/// <summary>Someone who may call, known by a token of which only the SHA-256 is kept.</summary>
/// <param name="Name">Who it is.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Hash">SHA-256 of the token in UTF-8, 32 bytes.</param>
internal sealed record TokenEntry(string Name, Role Role, byte[] Hash);
