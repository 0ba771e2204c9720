using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Training.Datasets;

/// <summary>The words of a spec for scaling and imputation, and which of them a kind of column allows.</summary>
public static class PreparationWords
{
    private static readonly Dictionary<string, Scaling> Scalings = new(StringComparer.Ordinal)
    {
        ["standard"] = Scaling.Standard,
        ["min-max"] = Scaling.MinMax,
        ["none"] = Scaling.None,
    };

    private static readonly Dictionary<string, Imputation> Imputations = new(StringComparer.Ordinal)
    {
        ["median"] = Imputation.Median,
        ["mean"] = Imputation.Mean,
        ["most-frequent"] = Imputation.MostFrequent,
        ["iterative"] = Imputation.Iterative,
        ["own-level"] = Imputation.OwnLevel,
    };

    /// <summary>The words for scaling.</summary>
    public static IReadOnlyList<string> ScalingWords => [.. Scalings.Keys];

    /// <summary>The words for imputation that columns of a kind allow; the first is the default.</summary>
    public static IReadOnlyList<string> ImputationWords(ColumnKind kind) => kind switch
    {
        ColumnKind.Numeric => ["median", "mean", "most-frequent", "iterative"],
        ColumnKind.Categorical => ["own-level", "most-frequent"],
        ColumnKind.Ordinal => ["median", "mean", "most-frequent"],
        _ => [],
    };

    /// <summary>The imputation of a column of which nothing is said.</summary>
    public static Imputation DefaultImputation(ColumnKind kind) => Imputations[ImputationWords(kind)[0]];

    /// <summary>The word for a scaling.</summary>
    public static string Word(Scaling scaling) => Scalings.First(pair => pair.Value == scaling).Key;

    /// <summary>The word for an imputation.</summary>
    public static string Word(Imputation imputation) => Imputations.First(pair => pair.Value == imputation).Key;

    /// <summary>Reads a word for scaling.</summary>
    public static bool TryRead(string word, out Scaling scaling) => Scalings.TryGetValue(word, out scaling);

    /// <summary>Reads a word for imputation.</summary>
    public static bool TryRead(string word, out Imputation imputation) => Imputations.TryGetValue(word, out imputation);
}
