using System.CommandLine;
using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Host.Commands;

/// <summary><c>models</c>: the classifiers that are trained and scored.</summary>
internal static class ModelsCommand
{
    public static Command Create(Terminal terminal) =>
        new Command("models", "The models and their settings").Describe("model", ModelAlgorithms.All, terminal);
}
