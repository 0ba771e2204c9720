namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>Finds the name that a misspelt one was probably meant to be.</summary>
internal static class NearestName
{
    /// <summary>The name with the fewest edits from <paramref name="word"/>, if these are few for its length.</summary>
    public static string? Of(string word, IEnumerable<string> names)
    {
        if (word.Length is 0 or > 64)
            return null;
        var lower = word.ToLowerInvariant().Replace('_', '-').Replace(' ', '-');
        var best = names.Select(name => (Name: name, Distance: Distance(lower, name.ToLowerInvariant())))
            .OrderBy(n => n.Distance).FirstOrDefault();
        var near = word.Length < 4 ? 1 : Math.Max(2, word.Length / 3);
        return best.Name is not null && best.Distance <= near ? best.Name : null;
    }

    /// <summary>
    /// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.
    /// </summary>
    public static int Distance(string a, string b)
    {
        var rows = new int[3][];
        for (var r = 0; r < 3; r++)
            rows[r] = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            rows[0][j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var (current, previous, older) = (rows[i % 3], rows[(i - 1) % 3], rows[(i + 1) % 3]);
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], older[j - 2] + 1);
            }
        }

        return rows[a.Length % 3][b.Length];
    }
}
