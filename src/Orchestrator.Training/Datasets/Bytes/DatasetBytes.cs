using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Training.Datasets.Bytes;

/// <summary>
/// A data set as bytes, in one canonical form: words with their lengths, numbers little-endian. The SHA-256 of the
/// bytes is the data set's content hash, so what a name, a listing or a file's layout says is not in them.
/// </summary>
public static class DatasetBytes
{
    /// <summary>What the form begins with.</summary>
    internal const string FormVersion = "dataset v1";

    /// <summary>What the form of a data set begins with whose target is a number.</summary>
    internal const string NumbersFormVersion = "dataset of numbers v1";

    private static readonly DatasetOrigin Fetched = new("fetched by content hash", "not stated", "A data set by hash.");

    /// <summary>The bytes of a data set; their SHA-256 is <see cref="TabularDataset.ContentHash"/>.</summary>
    public static byte[] Write(TabularDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        using var bytes = new MemoryStream();
        DatasetWriter.Write(dataset, bytes);
        return bytes.ToArray();
    }

    /// <summary>
    /// The data set of bytes that <see cref="Write"/> made. Its memory is bounded by the length of the bytes.
    /// </summary>
    /// <param name="content">The bytes.</param>
    /// <param name="name">The name that it is to have.</param>
    /// <exception cref="DatasetException">The bytes are not a data set in canonical form.</exception>
    public static TabularDataset Read(ReadOnlyMemory<byte> content, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        TabularDataset dataset;
        try
        {
            dataset = new DatasetParser(content, name, Fetched).Read();
        }
        catch (ArgumentException unfit)
        {
            throw new DatasetException($"{name}: the bytes do not describe a data set: {OneLine(unfit)}");
        }

        return dataset.ContentHash == Digest.Of(content.Span)
            ? dataset
            : throw new DatasetException($"{name}: the bytes are not in canonical form");
    }

    /// <summary>The content hash of a data set.</summary>
    internal static Digest Hash(TabularDataset dataset)
    {
        using var bytes = new MemoryStream();
        DatasetWriter.Write(dataset, bytes);
        return Digest.Of(bytes.GetBuffer().AsSpan(0, checked((int)bytes.Length)));
    }

    private static string OneLine(ArgumentException error) => error.Message.ReplaceLineEndings(" ");
}
