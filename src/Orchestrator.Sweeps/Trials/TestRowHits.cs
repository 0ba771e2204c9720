namespace Orchestrator.Sweeps.Trials;

/// <summary>
/// Which test rows a trial got right, as text: base64 of a bit a row in the order of the test part, the first row in
/// the lowest bit of the first byte. Two trials of one split can so be compared row by row.
/// </summary>
public static class TestRowHits
{
    /// <summary>The text of <paramref name="hits"/>.</summary>
    public static string Write(IReadOnlyList<bool> hits)
    {
        ArgumentNullException.ThrowIfNull(hits);
        var bytes = new byte[(hits.Count + 7) / 8];
        for (var i = 0; i < hits.Count; i++)
        {
            if (hits[i])
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
        if (bytes.Length != (rows + 7) / 8)
            throw new FormatException($"{bytes.Length} bytes are not the hits of {rows} test rows.");
        var hits = new bool[rows];
        for (var i = 0; i < rows; i++)
            hits[i] = (bytes[i / 8] & (1 << (i % 8))) != 0;
        return hits;
    }
}
