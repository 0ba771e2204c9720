namespace Orchestrator.Sweeps.Trials;

/// <summary>
/// Which test rows a trial got right, as text: base64 of a bit a row in the order of the test part, the first row in
/// the lowest bit of the first byte. Two trials of one split can so be compared row by row.
/// </summary>
public static class TestRowHits
{
    /// <summary>Hits of more rows than this are not kept.</summary>
    public const int MostRows = 20_000;

    /// <summary>The text of the hits of <paramref name="labels"/> against the classes that are true.</summary>
    /// <exception cref="ArgumentException">There are not as many labels as true classes.</exception>
    public static string Write(IReadOnlyList<int> labels, IReadOnlyList<int> truth)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(truth);
        if (labels.Count != truth.Count)
            throw new ArgumentException($"{labels.Count} labels are not those of {truth.Count} rows.", nameof(labels));
        var bytes = new byte[Bytes(truth.Count)];
        for (var i = 0; i < truth.Count; i++)
        {
            if (labels[i] == truth[i])
                bytes[i / 8] |= (byte)(1 << (i % 8));
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>The hits of a text.</summary>
    /// <param name="text">What <see cref="Write"/> gave.</param>
    /// <param name="rows">The test rows.</param>
    /// <exception cref="FormatException">The text is not one of as many rows.</exception>
    public static bool[] Read(string text, int rows)
    {
        var bytes = Convert.FromBase64String(text);
        if (bytes.Length != Bytes(rows))
            throw new FormatException($"{bytes.Length} bytes are not the hits of {rows} test rows.");
        var hits = new bool[rows];
        for (var i = 0; i < rows; i++)
            hits[i] = (bytes[i / 8] & (1 << (i % 8))) != 0;
        return hits;
    }

    private static int Bytes(int rows) => (rows + 7) / 8;
}
