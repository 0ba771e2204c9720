namespace Orchestrator.Training.Datasets.Csv;

/// <summary>
/// Files that built-in sweeps name and that are not built in, because they may not be passed on: what they are, where
/// to get them and which columns they are to have.
/// </summary>
internal static class KnownFiles
{
    private const string WineColumns =
        "fixed_acidity, volatile_acidity, citric_acid, residual_sugar, chlorides, free_sulfur_dioxide, "
        + "total_sulfur_dioxide, density, pH, sulphates, alcohol";

    private const string Script = "made of it by src/Orchestrator.Training/Datasets/Files/published.py";

    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["wine_quality.csv"] =
            "UCI Wine Quality (Cortez et al. 2009), red and white in one table of 6497 rows, from "
            + $"https://archive.ics.uci.edu/dataset/186/wine+quality; its columns: type, {WineColumns}, quality",
        ["wine_quality-published.csv"] =
            "UCI Wine Quality (https://archive.ics.uci.edu/dataset/186/wine+quality) as prepared by Leitner (2021), "
            + $"6497 rows, {Script}; its columns: type_red, type_white, {WineColumns}, good",
        ["messidor.csv"] =
            "UCI Diabetic Retinopathy Debrecen, 1151 rows, from "
            + "https://archive.ics.uci.edu/dataset/329/diabetic+retinopathy+debrecen; its columns: quality, "
            + "prescreening, ma0.5, ma0.6, ma0.7, ma0.8, ma0.9, ma1.0, ex1, ex2, ex3, ex4, ex5, ex6, ex7, ex8, "
            + "euclid_macula_od, od_diameter, amfm, Class",
        ["regression_problem1.csv"] =
            "the regression problem of the KU Leuven course on neural networks, 13600 rows (Data_Problem1_regression, "
            + "given out with the course); its columns: X1, X2, T1, T2, T3, T4, T5",
        ["regression_problem1-weighted.csv"] =
            "the regression problem of the KU Leuven course on neural networks, 13600 rows, with the mean of T1 to T5 "
            + $"weighted by 8, 8, 7, 5 and 1 as T, {Script}; its columns: X1, X2, T",
    };

    /// <summary>What is said of a file that is missing, in lines of which the first names it.</summary>
    public static IReadOnlyList<string> Missing(string file, string path)
    {
        var missing = $"{file}: there is no such file ({path})";
        return Files.TryGetValue(Path.GetFileName(path), out var what)
            ? [missing, $"{file}: it is {what}", $"{file}: --datasets names the folder that it is in"]
            : [missing];
    }
}
