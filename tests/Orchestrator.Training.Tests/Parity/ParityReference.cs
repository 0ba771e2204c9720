using System.Text.Json;

namespace Orchestrator.Training.Tests.Parity;

/// <summary>
/// What the reference found on one data set: ten splits and the correct test predictions of each model on each.
/// </summary>
/// <param name="Name">The data set.</param>
/// <param name="TestRows">Test rows of each split.</param>
/// <param name="Train">The training rows of each split, in training order.</param>
/// <param name="Correct">By model as the catalogue names it.</param>
internal sealed record ParityReference(
    string Name, int TestRows, int[][] Train, IReadOnlyDictionary<string, int[]> Correct)
{
    private static readonly Dictionary<string, string> Models = new()
    {
        ["logreg_liblinear"] = "logreg",
        ["svc_rbf"] = "svc",
        ["random_forest"] = "random-forest",
        ["decision_tree"] = "decision-tree",
        ["knn3"] = "knn",
        ["gaussian_nb"] = "gaussian-nb",
    };

    /// <summary>
    /// The sets that are built into the product. <c>parity.json</c> in this folder holds, of the whole file, their
    /// training rows, test counts and correct counts (scikit-learn 1.2.1,
    /// <c>StratifiedShuffleSplit(10, test_size=.2, random_state=42)</c>).
    /// </summary>
    public static IReadOnlyList<ParityReference> BuiltIn { get; } = ReadBuiltIn();

    /// <summary>The reference of a set; null where neither this folder nor the shared one has it.</summary>
    public static ParityReference? Load(string name) =>
        BuiltIn.FirstOrDefault(r => r.Name == name) ?? (SharedData.Folder is null ? null : ReadShared(name));

    private static List<ParityReference> ReadBuiltIn()
    {
        using var stream = typeof(ParityReference).Assembly.GetManifestResourceStream("parity.json")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateObject().Select(set => new ParityReference(
            set.Name,
            set.Value.GetProperty("n_test").GetInt32(),
            [.. set.Value.GetProperty("train").EnumerateArray().Select(Integers)],
            set.Value.GetProperty("correct").EnumerateObject()
                .ToDictionary(m => Models[m.Name], m => Integers(m.Value))))];
    }

    private static ParityReference ReadShared(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SharedData.Folder!, "parity.json")));
        var result = document.RootElement.GetProperty("results").GetProperty(name);
        return new ParityReference(
            name,
            result.GetProperty("n_test").GetInt32(),
            [.. document.RootElement.GetProperty("split_rows").GetProperty(name).EnumerateArray()
                .Select(split => Integers(split.GetProperty("train")))],
            result.GetProperty("models").EnumerateObject().Where(m => Models.ContainsKey(m.Name))
                .ToDictionary(m => Models[m.Name], m => Integers(m.Value.GetProperty("correct"))));
    }

    private static int[] Integers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetInt32())];
}
