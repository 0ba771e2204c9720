namespace Orchestrator.Training.Generators.Tabular;

/// <summary>How numbers are taken apart into modes.</summary>
/// <param name="Modes">Modes at most.</param>
/// <param name="Concentration">The concentration of the Dirichlet process.</param>
/// <param name="LeastWeight">Modes of less weight are dropped.</param>
internal sealed record TabularOptions(int Modes, double Concentration, double LeastWeight);
