using Orchestrator.Journal.Files;
using Orchestrator.Journal.Locations;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Planning.Costs;
using Orchestrator.Training;
using Orchestrator.Training.Costs;

namespace Orchestrator.Host.Composition;

/// <summary>
/// What was measured on a device of this machine, and what is chosen by it: K, the number of slots, the costs of
/// bundles. Measured once and kept in a file beside the data.
/// </summary>
internal sealed class MeasuredDevice
{
    private readonly DeviceCostFile _file;
    private readonly Terminal _terminal;

    private MeasuredDevice(DeviceCostFile file, DeviceCosts costs, Terminal terminal) =>
        (_file, Costs, _terminal) = (file, costs, terminal);

    /// <summary>What was measured.</summary>
    public DeviceCosts Costs { get; private set; }

    /// <summary>K of each algorithm, as far as memory allows.</summary>
    public GroupSizes GroupSizes =>
        GroupSizes.Of(Costs.Groups, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (2 * Slots));

    /// <summary>What slots get done side by side.</summary>
    public Concurrency Concurrency => new(Costs.Concurrent);

    /// <summary>The number of slots that is best; one a core where it was not measured.</summary>
    public int Slots => Concurrency.Choose() ?? (IsCpu ? Environment.ProcessorCount : 1);

    private bool IsCpu => Costs.Device.Device == "cpu";

    /// <summary>What a folder knows of a device; a file that cannot be used is told of.</summary>
    public static MeasuredDevice Open(string folder, string device, Terminal terminal)
    {
        var file = new DeviceCostFile(
            Path.GetFullPath(folder), DeviceProbe.Identify(device, ProtocolVersion.Program));
        var (costs, problem) = file.Load();
        if (problem is not null)
            terminal.Error.WriteLine($"warning: {problem}");
        return new MeasuredDevice(file, costs, terminal);
    }

    /// <summary>The folder that belongs to a store: its own, or the user's where it is a database.</summary>
    public static string FolderOf(StoreLocation store) =>
        store is StoreLocation.Sqlite folder ? folder.Path : DataDirectory.DefaultPath;

    /// <summary>Forgets what was measured.</summary>
    public void Forget() => Costs = new DeviceCosts(Costs.Device);

    /// <summary>Measures K and the number of slots, well below a second on a CPU, where they are not known.</summary>
    /// <exception cref="BadInputException">The device cannot be used.</exception>
    public void MeasureGroups(IEnumerable<AlgorithmChoice> algorithms, CancellationToken cancellation) =>
        Measure(() => DeviceProbes.Measure(
            algorithms, Costs, Context(cancellation), DeviceProbes.DefaultBudget));

    /// <summary>Measures what a sweep takes, some seconds, where it is not known.</summary>
    /// <exception cref="BadInputException">The device cannot be used.</exception>
    public void MeasureSweep(LoadedSweep sweep, Action<string> progress, CancellationToken cancellation) =>
        Measure(() => SweepProbes.Measure(
            sweep.Plan, sweep.Dataset, Costs, Context(cancellation), SweepProbes.DefaultBudget, progress));

    /// <summary>The costs of a sweep by what was measured.</summary>
    public MeasuredCosts CostsOf(LoadedSweep sweep) => new(
        sweep.Plan.Definition, SweepProbes.TrainingRows(sweep.Plan, sweep.Dataset), Costs);

    /// <summary>The sweep with bundles in the order of what they were measured to take, where all of it was.</summary>
    public LoadedSweep WithCosts(LoadedSweep sweep) => CostsOf(sweep) is { IsComplete: true } measured
        ? sweep with { Plan = new SweepPlan(sweep.Plan.Definition) { Costs = measured } }
        : sweep;

    /// <summary>The algorithms of sweeps.</summary>
    public static IEnumerable<AlgorithmChoice> AlgorithmsOf(IEnumerable<LoadedSweep> sweeps) => sweeps
        .Select(sweep => sweep.Plan.Definition.Spec).SelectMany(spec => spec.Generators.Concat(spec.Models)).Distinct();

    private TrainingContext Context(CancellationToken cancellation) =>
        new(Costs.Device.Device, _terminal.Time, cancellation);

    private void Measure(Func<DeviceCosts> measure)
    {
        try
        {
            var costs = measure();
            if (ReferenceEquals(costs, Costs))
                return;
            Costs = costs;
        }
        catch (Exception unusable) when (!IsCpu && unusable is not OperationCanceledException)
        {
            throw new BadInputException($"{Costs.Device.Device} cannot be measured: {unusable.Message}");
        }

        if (_file.Save(Costs) is { } problem)
            _terminal.Error.WriteLine($"warning: {problem}");
    }
}
