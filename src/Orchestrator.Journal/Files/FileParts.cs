using Orchestrator.Journal.Blobs;

namespace Orchestrator.Journal.Files;

/// <summary>The parts of a blob in a file.</summary>
/// <param name="file">The file; closed at the end.</param>
internal sealed class FileParts(FileStream file) : IBlobParts
{
    private readonly byte[] _buffer = new byte[Math.Clamp(file.Length, 1, BlobIntake.PartSize)];

    /// <inheritdoc/>
    public long Length => file.Length;

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> NextAsync(CancellationToken cancellation)
    {
        try
        {
            var count = await file.ReadAsync(_buffer, cancellation);
            return _buffer.AsMemory(0, count);
        }
        catch (IOException error)
        {
            throw BlobIntake.Explain(error, file.Name);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => file.DisposeAsync();
}
