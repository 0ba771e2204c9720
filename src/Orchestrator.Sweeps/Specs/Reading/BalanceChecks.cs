using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Search;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>Whether classes can be equalised where generators are asked to.</summary>
internal sealed class BalanceChecks(ProblemList problems)
{
    /// <summary>Checks generators that were read, with every setting that a search may give them.</summary>
    /// <param name="node">What the field holds.</param>
    /// <param name="generators">What was read of it; empty where that failed.</param>
    /// <param name="boosts">What was read of the boosts; empty where that failed.</param>
    /// <param name="task">What is predicted; null where that is not known.</param>
    public void Check(
        SpecNode? node, IReadOnlyList<AlgorithmChoice> generators, IReadOnlyList<BoostFactor> boosts,
        PredictionTask? task)
    {
        for (var i = 0; i < generators.Count; i++)
        {
            var (at, path) = node is SpecList list ? (list.Items[i], $"generators[{i}]") : (node!, "generators");
            path = $"{path}.{generators[i].Algorithm.Name}.{ClassBalancing.Name}";
            if (ClassBalancing.Equalises(generators[i]))
                Refuse(problems.PlaceOf(path) ?? at, path, boosts, task);
        }
    }

    /// <summary>Checks what a search varies.</summary>
    /// <param name="node">Where the search stands.</param>
    /// <param name="space">What it varies.</param>
    /// <param name="boosts">The boosts.</param>
    /// <param name="task">What is predicted.</param>
    public void Check(SpecNode node, SearchSpace space, IReadOnlyList<BoostFactor> boosts, PredictionTask? task)
    {
        foreach (var dimension in space.Dimensions)
        {
            if (SettingPath.Parse(dimension.Name) is { Axis: SettingPath.Generators, Setting: ClassBalancing.Name }
                && dimension.Domain.Split('|').Contains(ClassBalancing.Equalise))
            {
                var path = $"search.over.{dimension.Name}";
                Refuse(problems.PlaceOf(path) ?? node, path, boosts, task);
            }
        }
    }

    private void Refuse(SpecNode at, string path, IReadOnlyList<BoostFactor> boosts, PredictionTask? task)
    {
        if (task == PredictionTask.Regression)
        {
            problems.AddValue(at, path, $"'{ClassBalancing.Equalise}'", "needs classes",
                $"the target is a number; leave {ClassBalancing.Name} at {ClassBalancing.Keep}");
        }
        else if (boosts.Any(boost => boost.Replaces))
        {
            problems.AddValue(at, path, $"'{ClassBalancing.Equalise}'", "is given beside boosts that replace real rows",
                "it fills up the smaller classes of the real rows, and there would be none to fill up; leave "
                + $"{ClassBalancing.Name} at {ClassBalancing.Keep}, or replace out");
        }
    }
}
