using System.CommandLine;
using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Host.Commands;

/// <summary><c>generators</c>: what can make synthetic rows.</summary>
internal static class GeneratorsCommand
{
    public static Command Create(Terminal terminal) =>
        new Command("generators", "The generators and their settings")
            .Describe("generator", GeneratorAlgorithms.All, terminal);
}
