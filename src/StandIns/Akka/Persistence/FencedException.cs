namespace Akka.Persistence;

/// <summary>Another node leads since: nothing of this write was stored, nor will be.</summary>
internal sealed class FencedException(FenceToken token) : Exception(
    $"Refused to write under leadership {token.Epoch} of [{token.Lease}]: another node has taken over.");
