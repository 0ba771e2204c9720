namespace Orchestrator.Training.Fusion.Optimisers;

/// <summary>
/// One kind of optimiser over K networks, each with settings of its own; the numbers of a step are those of Keras.
/// </summary>
internal abstract class ReplicaOptimiser
{
    private readonly List<OptimiserCourse> _courses;

    /// <summary>An optimiser with the settings of each replica.</summary>
    protected ReplicaOptimiser(
        FusionEngine engine, DenseNetwork network, IReadOnlyList<OptimiserSettings> settings)
    {
        (Engine, Network) = (engine, network);
        _courses = [.. settings.Select(replica => new OptimiserCourse(replica))];
    }

    /// <summary>The arithmetic.</summary>
    protected FusionEngine Engine { get; }

    /// <summary>The networks that move.</summary>
    protected DenseNetwork Network { get; }

    /// <summary>The optimiser of the kind that all replicas have.</summary>
    public static ReplicaOptimiser For(
        FusionEngine engine, DenseNetwork network, IReadOnlyList<OptimiserSettings> settings) =>
        settings[0].Kind switch
        {
            OptimiserKind.Sgd => new ReplicaSgd(engine, network, settings),
            OptimiserKind.Momentum => new ReplicaMomentum(engine, network, settings),
            OptimiserKind.RmsProp => new ReplicaRmsProp(engine, network, settings),
            OptimiserKind.Adagrad => new ReplicaAdagrad(engine, network, settings),
            OptimiserKind.Nadam => new ReplicaNadam(engine, network, settings),
            _ => new ReplicaAdam(engine, network, settings),
        };

    /// <summary>
    /// One step of every replica with the gradients that the network holds; <paramref name="factors"/> of the learning
    /// rates come from the replicas' schedules.
    /// </summary>
    public void Step(ReadOnlySpan<double> factors)
    {
        for (var k = 0; k < _courses.Count; k++)
            _courses[k].Advance(factors[k]);
        Move(_courses);
    }

    /// <summary>Keeps only the replicas listed, ascending, as the engine does with its blocks.</summary>
    public void Compact(IReadOnlyList<int> survivors)
    {
        for (var k = 0; k < survivors.Count; k++)
            _courses[k] = _courses[survivors[k]];
        _courses.RemoveRange(survivors.Count, _courses.Count - survivors.Count);
    }

    /// <summary>Moves the parameters.</summary>
    protected abstract void Move(IReadOnlyList<OptimiserCourse> courses);

    /// <summary>A block as long as the parameters.</summary>
    protected Block Memory() => Engine.Allocate(1, Network.Layout.Count);
}

/// <summary>Where one replica's optimiser stands: its rate of the step and the powers of its decays.</summary>
internal sealed class OptimiserCourse(OptimiserSettings settings)
{
    // Keras's schedule of Nadam's momentum: β₁ (1 - 0.96^(t / 250) / 2) at step t.
    private const double ScheduleBase = 0.96;
    private const double ScheduleDecay = 0.004;

    private long _steps;

    /// <summary>Its settings.</summary>
    public OptimiserSettings Settings { get; } = settings;

    /// <summary>The learning rate of this step.</summary>
    public double Rate { get; private set; }

    /// <summary>β₁ to the power of the steps taken.</summary>
    public double Power1 { get; private set; } = 1;

    /// <summary>β₂ to the power of the steps taken.</summary>
    public double Power2 { get; private set; } = 1;

    /// <summary>Nadam's momentum of this step.</summary>
    public double Momentum { get; private set; }

    /// <summary>Nadam's momentum of the next step.</summary>
    public double NextMomentum { get; private set; }

    /// <summary>The product of Nadam's momenta up to this step.</summary>
    public double MomentumProduct { get; private set; } = 1;

    /// <summary>Goes on to the next step.</summary>
    public void Advance(double factor)
    {
        _steps++;
        Rate = Settings.Rate * factor;
        Power1 *= Settings.Beta1;
        Power2 *= Settings.Beta2;
        if (Settings.Kind != OptimiserKind.Nadam)
            return;
        Momentum = MomentumAt(_steps);
        NextMomentum = MomentumAt(_steps + 1);
        MomentumProduct *= Momentum;
    }

    private double MomentumAt(long step) =>
        Settings.Beta1 * (1 - (0.5 * Math.Pow(ScheduleBase, ScheduleDecay * step)));
}
