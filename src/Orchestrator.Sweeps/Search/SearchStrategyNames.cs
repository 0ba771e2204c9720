namespace Orchestrator.Sweeps.Search;

/// <summary>The strategies as a spec names them.</summary>
public static class SearchStrategyNames
{
    private const string Halving = "halving";

    private static readonly (SearchStrategy Strategy, string Name)[] Names =
    [
        (SearchStrategy.Grid, "grid"), (SearchStrategy.Random, "random"),
        (SearchStrategy.SuccessiveHalving, "successive-halving"), (SearchStrategy.Tpe, "tpe"),
    ];

    /// <summary>The names, in the order of the listing.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names.Select(n => n.Name)];

    /// <summary>The name of a strategy.</summary>
    public static string Of(SearchStrategy strategy) => Names.First(n => n.Strategy == strategy).Name;

    /// <summary>The strategy of a name, <c>halving</c> being short for <c>successive-halving</c>; null: none.</summary>
    public static SearchStrategy? Find(string name) =>
        name == Halving
            ? SearchStrategy.SuccessiveHalving
            : Names.Where(n => n.Name == name).Select(n => (SearchStrategy?)n.Strategy).FirstOrDefault();
}
