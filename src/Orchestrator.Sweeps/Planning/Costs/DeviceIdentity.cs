namespace Orchestrator.Sweeps.Planning.Costs;

/// <summary>What costs were measured on, and with what. Costs of another one are not believed.</summary>
/// <param name="Device">The device: <c>cpu</c> or <c>cuda:N</c>.</param>
/// <param name="Model">What the processor or the GPU calls itself.</param>
/// <param name="Cores">How many cores the program may use.</param>
/// <param name="Program">The program's version.</param>
public sealed record DeviceIdentity(string Device, string Model, int Cores, string Program);
