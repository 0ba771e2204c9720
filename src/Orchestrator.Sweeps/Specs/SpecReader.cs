using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Search;
using Orchestrator.Sweeps.Specs.Reading;

namespace Orchestrator.Sweeps.Specs;

/// <summary>
/// Reads a sweep from YAML: either the whole spec or every problem that it has, and what is odd about it. The README
/// has the field reference.
/// </summary>
public static class SpecReader
{
    /// <summary>Reads <paramref name="text"/>. Pure: files that a spec names are not looked at.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="fileName">The name that problems are reported under.</param>
    /// <param name="vocabulary">The names that the spec may use.</param>
    public static SpecReadResult Read(string text, string fileName, SpecVocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(vocabulary);
        var problems = new ProblemList(fileName);
        var root = YamlTree.Read(text, problems);
        SweepSpec? spec = null;
        if (root is SpecMap map)
            spec = new SweepReader(vocabulary, problems).Read(map);
        else if (root is not null)
            problems.Add(root, "", "is not a sweep", "a sweep is a mapping of fields: name, dataset, models, …");
        if (spec?.Search is not null && !HasRounds(spec, text, vocabulary))
        {
            problems.AddValue(root!, "search", null, "cannot be given rounds",
                "write the fields of the sweep one a line, without braces around them");
        }

        return new SpecReadResult(problems.Count == 0 ? spec : null, problems.InFileOrder)
        {
            Warnings = problems.WarningsInFileOrder,
            File = fileName,
            Places = problems.Places,
        };
    }

    // A round is the text of its search with a field added: whoever reads it must come to the same sweep.
    private static bool HasRounds(SweepSpec spec, string text, SpecVocabulary vocabulary)
    {
        var plan = new SearchPlan(new SweepDefinition(spec, text, default));
        var round = plan.Round(1, plan.Ask(plan.CreateSampler()))[0];
        var read = Read(round.Definition.SpecText, "round.yaml", vocabulary);
        return read.IsValid && SweepIdentity.Of(read.Spec, default) == round.Definition.Id;
    }
}
