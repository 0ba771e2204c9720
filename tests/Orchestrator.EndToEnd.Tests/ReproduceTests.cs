using System.Globalization;
using Orchestrator.TestKit;

namespace Orchestrator.EndToEnd.Tests;

/// <summary>Every published experiment runs in its quick size, and tells what came of it.</summary>
public sealed class ReproduceTests
{
    private const string Wine =
        "type_red,type_white,fixed_acidity,volatile_acidity,citric_acid,residual_sugar,chlorides,free_sulfur_dioxide,"
        + "total_sulfur_dioxide,density,pH,sulphates,alcohol,good";

    // What the published regression problem weighs T1 to T5 with.
    private static readonly int[] Weights = [8, 8, 7, 5, 1];

    /// <summary>The experiments, and the file that the program cannot bring; empty for none.</summary>
    public static TheoryData<string, string> Experiments => new()
    {
        { "joshi-2d", "" },
        { "joshi-3d", "" },
        { "leitner-figure-9-12", "" },
        { "leitner-figure-9-13", "" },
        { "leitner-figure-9-14", "wine_quality-published.csv" },
        { "leitner-search", "" },
        { "messidor-boosting", "messidor.csv" },
        { "ostmo-circle", "" },
        { "prodan-grid", "" },
        { "prodan-initialisers", "" },
        { "prodan-noise", "" },
        { "prodan-samples", "" },
        { "wouters-algorithms", "" },
        { "wouters-generalisation", "" },
        { "wouters-regression", "regression_problem1-weighted.csv" },
    };

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Experiments))]
    public async Task Quick_experiment_runs_and_is_judged(string name, string file)
    {
        using var workspace = new Workspace();
        var files = Directory.CreateDirectory(workspace.PathOf("files")).FullName;
        if (file.Length > 0 && !Prepare(file, files))
        {
            var refused = (await OrchestratorProcess.RunAsync(
                "reproduce", name, "--data", workspace.Data, "--datasets", files)).Expect(2);
            Assert.Contains($"{file}: there is no such file", refused.Error, StringComparison.Ordinal);
            return;
        }

        string[] command =
        [
            "reproduce", name, "--quick", "--quiet", "--data", workspace.Data, "--datasets", files,
            "--output", workspace.PathOf("output"),
        ];
        var first = (await OrchestratorProcess.RunAsync(command)).Expect(0);
        var again = (await OrchestratorProcess.RunAsync(command)).Expect(0);

        Assert.Equal(first.Out, again.Out);
        Assert.Matches(@"(?m)^\d+ reproduced, \d+ not reproduced, \d+ not decidable", first.Out);
        Assert.Contains("This was the quick size", first.Out, StringComparison.Ordinal);
        Assert.Contains($"`orchestrator reproduce {name} --quick`",
            await File.ReadAllTextAsync(workspace.PathOf($"output/{name}.md")), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Deterministic_models_come_to_the_published_counts()
    {
        using var workspace = new Workspace();

        var result = (await OrchestratorProcess.RunAsync(
            "reproduce", "leitner-figure-9-13", "--quiet", "--data", workspace.Data)).Expect(0);

        foreach (var model in new[] { "LR", "SVC", "KNN", "GNB" })
            Assert.Matches($@"(?m)^real +{model} .* one value .* reproduced$", result.Out);
    }

    // Of the shared folder; the two prepared files are made of what it has.
    private static bool Prepare(string file, string folder)
    {
        var target = Path.Combine(folder, file);
        if (file == "wine_quality-published.csv"
            && RepositoryFolders.SharedFile("leitner", "wine_quality_published_train.csv") is { } train
            && RepositoryFolders.SharedFile("leitner", "wine_quality_published_test.csv") is { } test)
            File.WriteAllLines(target, File.ReadLines(train).Skip(1).Concat(File.ReadLines(test).Skip(1)).Prepend(Wine));
        else if (file == "regression_problem1-weighted.csv"
            && RepositoryFolders.SharedFile("regression_problem1.csv") is { } points)
            File.WriteAllLines(target, File.ReadLines(points).Select(Weighed));
        else if (RepositoryFolders.SharedFile(file) is { } ready)
            File.Copy(ready, target);
        return File.Exists(target);
    }

    private static string Weighed(string line, int index)
    {
        if (index == 0)
            return "X1,X2,T";
        var fields = line.Split(',');
        var sum = fields.Skip(2).Zip(Weights, (t, w) => double.Parse(t, CultureInfo.InvariantCulture) * w).Sum();
        return string.Create(CultureInfo.InvariantCulture, $"{fields[0]},{fields[1]},{sum / Weights.Sum():R}");
    }
}
