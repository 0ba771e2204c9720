namespace Orchestrator.Journal.Blobs;

/// <summary>The content of a blob, part by part.</summary>
internal interface IBlobParts : IAsyncDisposable
{
    /// <summary>How many bytes there are in all.</summary>
    long Length { get; }

    /// <summary>The next part, valid until the next call; empty at the end.</summary>
    ValueTask<ReadOnlyMemory<byte>> NextAsync(CancellationToken cancellation);
}
