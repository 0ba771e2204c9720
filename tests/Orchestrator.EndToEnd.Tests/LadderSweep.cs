namespace Orchestrator.EndToEnd.Tests;

/// <summary>
/// A sweep of many short bundles: eight fractions with and without generator, so that there is always something under
/// way to interrupt. Its results without interruption are worked out once.
/// </summary>
public sealed class LadderSweep : IAsyncLifetime
{
    public const string Name = "ladder";
    public const int Trials = 8 * 2 * 4 * 4;

    public static IReadOnlyList<string> Lines { get; } =
    [
        $"name: {Name}",
        "dataset: titanic",
        "fractions: 0.1..0.8 step 0.1",
        "boosts: [0, 0.5]",
        "generators: {dcgan: {epochs: 12}}",
        "models: [logreg, gaussian-nb, decision-tree, {mlp: {max-epochs: 30}}]",
        "seeds: 4",
    ];

    /// <summary>The export of an undisturbed run on one slot.</summary>
    public string Undisturbed { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        using var workspace = new Workspace();
        Undisturbed = await workspace.RunAndExportAsync(workspace.Write("ladder.yaml", [.. Lines]), Name, slots: 1);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
