using Orchestrator.Training.Datasets;

namespace Orchestrator.Training.Preprocessing;

/// <summary>
/// The levels of a column that a fit may know: the declared ones, or else those of the training subset.
/// </summary>
internal sealed class SubsetLevels
{
    /// <summary>Counts the rows given, and looks at no other.</summary>
    public SubsetLevels(CategoryColumn column, ReadOnlySpan<int> subsetRows)
    {
        var counts = new int[column.Levels.Count];
        foreach (var row in subsetRows)
        {
            if (column.Codes[row] is var code && code == CategoryColumn.Missing)
                MissingCount++;
            else
                counts[code]++;
        }

        var isDeclared = column.Schema.DeclaredLevels is not null;
        Codes = [.. Enumerable.Range(0, counts.Length).Where(code => isDeclared || counts[code] > 0)];
        Counts = Array.ConvertAll(Codes, code => counts[code]);
        HasMissingLevel = column.Schema.Imputation == Imputation.OwnLevel && (isDeclared || MissingCount > 0);
        Positions = new int[counts.Length];
        Array.Fill(Positions, -1);
        for (var position = 0; position < Codes.Length; position++)
            Positions[Codes[position]] = position;
    }

    /// <summary>The codes of the known levels, ascending.</summary>
    public int[] Codes { get; }

    /// <summary>How often each known level occurs in the subset.</summary>
    public int[] Counts { get; }

    /// <summary>How many values are missing in the subset.</summary>
    public int MissingCount { get; }

    /// <summary>Whether missing is a level of its own.</summary>
    public bool HasMissingLevel { get; }

    /// <summary>
    /// The position of each code of the column among the known levels; -1 for a level that is not known.
    /// </summary>
    public int[] Positions { get; }

    /// <summary>The position of the most frequent level, the first of several; 0 where there is none.</summary>
    public int MostFrequent => Counts.Length == 0 ? 0 : Array.IndexOf(Counts, Counts.Max());

    /// <summary>The position nearest to the mean position of the values present; 0 where there is none.</summary>
    public int NearestToMean
    {
        get
        {
            var sum = Counts.Index().Sum(pair => (double)pair.Index * pair.Item);
            return (int)Math.Round(sum / Math.Max(1, Counts.Sum()));
        }
    }

    /// <summary>The position of the lower median of the values present; 0 where there is none.</summary>
    public int LowerMedian
    {
        get
        {
            var half = (Counts.Sum() + 1) / 2;
            var position = 0;
            for (var seen = 0; position < Counts.Length - 1; position++)
            {
                seen += Counts[position];
                if (seen >= half)
                    break;
            }

            return position;
        }
    }
}
