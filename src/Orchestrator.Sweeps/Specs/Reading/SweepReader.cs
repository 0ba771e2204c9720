using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Grid;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Search;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>Reads the fields of a sweep and checks what holds between them.</summary>
internal sealed class SweepReader(SpecVocabulary vocabulary, ProblemList problems)
{
    private const string DatasetForm = "it is a built-in data set or {file: name.csv, target: column}";
    private const int LongestName = 100;
    private const int LongestSearchName = 80;
    private const int MostAttempts = 100;
    private const int DefaultSeeds = 5;

    private static readonly string[] Fields =
    [
        "name", "dataset", "fractions", "boosts", "replace", "generators", "models", "seeds", "split", "metric",
        "attempts", "needs", "search", "part", "round",
    ];

    /// <summary>The sweep; null where there is any problem.</summary>
    public SweepSpec? Read(SpecMap root)
    {
        var fields = new FieldSet(root, "", Fields, problems);
        var name = Name(fields.Require("name", "a sweep is named by letters, digits, '-', '_' and '.'"));
        var part = fields.Require("dataset", DatasetForm) is { } node
            ? new DatasetAxisReader(vocabulary, problems).Read(node, fields["part"])
            : null;
        var dataset = part?.Dataset;
        if (name is not null && part is { Suffix: { Length: > 0 } suffix })
            name = Name(new SpecScalar(fields["name"]!.Line, fields["name"]!.Column, name + suffix, Plain: true));
        var fractions = Numbers(fields, NumberAxis.Fractions, 1);
        var boosts = Boosts(fields);
        var task = TaskOf(dataset);
        var metrics = new MetricReader(vocabulary.Metrics, task, problems);
        var generators = Algorithms(
            fields["generators"], "generators", "generator", vocabulary.Generators, metrics);
        var models = Algorithms(
            fields.Require("models", $"the models are {Names(vocabulary.Models)}"), "models", "model",
            vocabulary.Models, metrics);
        var seeds = Seeds(fields["seeds"]);
        var split = new SplitReader(problems).Read(fields["split"], task ?? PredictionTask.Classification);
        var metric = metrics.Read(fields["metric"], "metric");
        var attempts = Attempts(fields["attempts"]);
        var needs = fields["needs"] is { } needsNode ? new NeedsReader(problems).Read(needsNode) : SweepNeeds.Nothing;
        if (task is { } known)
            new ModelChecks(vocabulary, problems).Check(fields["models"], models, known);
        CheckGenerators(fields, boosts);
        new BalanceChecks(problems).Check(fields["generators"], generators, boosts, task);
        if (problems.Count > 0)
            return null;
        var spec = new SweepSpec
        {
            Name = name!,
            Dataset = dataset!,
            Fractions = [.. fractions.Select(value => new Fraction(value))],
            Boosts = boosts,
            Generators = generators,
            Models = models,
            Seeds = seeds,
            Split = split,
            Metric = metric,
            Attempts = attempts,
            Needs = needs,
        };
        if (!CheckSize(root, spec))
            return null;
        return fields["search"] is null && fields["round"] is null
            ? spec
            : Searched(spec, fields, metrics, task!.Value);
    }

    private SweepSpec? Searched(SweepSpec spec, FieldSet fields, MetricReader metrics, PredictionTask task)
    {
        if (fields["search"] is not { } node)
        {
            problems.Add(fields.PlaceOf("round"), "round", "is given without a search", RoundReader.Form);
            return null;
        }

        if (spec.Name.Length > LongestSearchName)
        {
            problems.Add(fields["name"]!, "name", "is too long for a search",
                $"its rounds are named after it; at most {LongestSearchName} characters are allowed");
        }

        var axes = new SearchedAxes(spec.Models, fields["models"], spec.Generators, fields["generators"]);
        var search = new SweepSearchReader(axes, metrics, problems).Read(node, spec.Metric, TrialGrid.CountOf(spec));
        if (search is null)
            return null;
        new BalanceChecks(problems).Check(node, search.Space, spec.Boosts, task);
        if (problems.Count > 0)
            return null;
        var searched = spec with { Search = search };
        if (fields["round"] is not { } roundNode)
            return searched;
        return new RoundReader(problems).Read(roundNode, search.Space) is { } round
            ? RoundSpecs.Of(searched, round)
            : null;
    }

    private string? Name(SpecNode? node)
    {
        if (node is null)
            return null;
        if (node is SpecScalar { Text.Length: > 0 and <= LongestName } scalar
            && scalar.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            && char.IsAsciiLetterOrDigit(scalar.Text[0]))
            return scalar.Text;
        problems.Add(node, "name", "is not a name",
            $"a sweep is named by at most {LongestName} letters, digits, '-', '_' and '.', a letter or digit first");
        return null;
    }

    private IReadOnlyList<double> Numbers(FieldSet fields, NumberAxis axis, double otherwise) =>
        fields[axis.Field] is { } node ? NumberAxisReader.Read(node, axis, problems) : [otherwise];

    private IReadOnlyList<BoostFactor> Boosts(FieldSet fields)
    {
        var replace = fields["replace"] is { } flag && BoostAxisReader.Flag(flag, "replace", problems);
        if (fields["boosts"] is { } node)
        {
            var boosts = BoostAxisReader.Read(node, replace, problems);
            if (replace && boosts.Count > 0 && boosts.All(boost => boost.IsNone))
                RefuseReplace(fields);
            return boosts;
        }

        if (replace)
            RefuseReplace(fields);
        return [new BoostFactor(0)];
    }

    private void RefuseReplace(FieldSet fields) => problems.AddValue(
        fields.PlaceOf("replace"), "replace", "true", "is given although every boost is 0",
        "leave it out, or add a boost above 0");

    // Null where the data set could not be read: nothing is said of what depends on it then.
    private PredictionTask? TaskOf(DatasetReference? dataset) => dataset switch
    {
        null => null,
        DatasetReference.CsvFile file => file.Task,
        DatasetReference.BuiltIn builtIn when vocabulary.RegressionDatasets.Contains(builtIn.Name) =>
            PredictionTask.Regression,
        _ => PredictionTask.Classification,
    };

    private IReadOnlyList<AlgorithmChoice> Algorithms(
        SpecNode? node, string field, string noun, IReadOnlyList<AlgorithmDescriptor> algorithms,
        MetricReader metrics) =>
        node is null ? [] : AlgorithmAxisReader.Read(node, field, noun, algorithms, metrics, problems);

    private Seed[] Seeds(SpecNode? node)
    {
        if (node is null)
            return Count(DefaultSeeds);
        if (node is not SpecScalar { Plain: true, IsNull: false } scalar || NumberAxisReader.IsRange(node))
            return [.. NumberAxisReader.Read(node, NumberAxis.Seeds, problems).Select(value => new Seed((int)value))];
        if (NumberText.TryParse(scalar.Text, out var count)
            && count is >= 1 and <= NumberAxis.MostValues && count == decimal.Truncate(count))
            return Count((int)count);
        problems.Add(node, "seeds", "is not allowed",
            $"seeds are a count from 1 to {NumberAxis.MostValues}, a list [0, 1, 7], "
                + $"or a range {NumberAxis.Seeds.Range}");
        return [];
    }

    private static string Names(IReadOnlyList<AlgorithmDescriptor> algorithms) =>
        string.Join(", ", algorithms.Select(algorithm => algorithm.Name));

    private static Seed[] Count(int count) => [.. Enumerable.Range(0, count).Select(value => new Seed(value))];

    private int Attempts(SpecNode? node)
    {
        const int Default = 2;
        if (node is null)
            return Default;
        if (node is SpecScalar { Plain: true } scalar && NumberText.TryParse(scalar.Text, out var attempts)
            && attempts is >= 1 and <= MostAttempts && attempts == decimal.Truncate(attempts))
            return (int)attempts;
        problems.Add(node, "attempts", "is not allowed", $"attempts are a whole number from 1 to {MostAttempts}");
        return Default;
    }

    // An axis that could not be read is empty here: nothing is said of the other one then.
    private void CheckGenerators(FieldSet fields, IReadOnlyList<BoostFactor> boosts)
    {
        if (boosts.Count == 0)
            return;
        var boosted = boosts.Any(boost => !boost.IsNone);
        if (boosted && !fields.Has("generators"))
        {
            problems.AddValue(fields.PlaceOf("boosts"), "generators", null, "is missing",
                $"a boost above 0 needs at least one; the generators are {Names(vocabulary.Generators)}");
        }
        else if (!boosted && fields["generators"] is not null)
        {
            problems.AddValue(fields.PlaceOf("generators"), "generators", null, "is given although every boost is 0",
                "leave it out, or add a boost above 0");
        }
    }

    private bool CheckSize(SpecMap root, SweepSpec spec)
    {
        var trials = TrialGrid.CountOf(spec);
        var bundles = SweepPlan.BundleCountOf(spec);
        if (trials > TrialGrid.MostTrials)
            problems.AddValue(
                root, "", null, $"the sweep has {trials:N0} trials", $"at most {TrialGrid.MostTrials:N0} are allowed");
        else if (bundles > SweepPlan.MostBundles)
            problems.AddValue(
                root, "", null, $"the sweep has {bundles:N0} bundles",
                $"at most {SweepPlan.MostBundles:N0} are allowed");
        else
            return true;
        return false;
    }
}
