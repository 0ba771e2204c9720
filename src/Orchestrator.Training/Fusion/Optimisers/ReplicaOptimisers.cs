namespace Orchestrator.Training.Fusion.Optimisers;

/// <inheritdoc cref="OptimiserKind.Sgd"/>
internal sealed class ReplicaSgd(
    FusionEngine engine, DenseNetwork network, IReadOnlyList<OptimiserSettings> settings)
    : ReplicaOptimiser(engine, network, settings)
{
    private readonly float[] _rates = new float[settings.Count];

    /// <inheritdoc/>
    protected override void Move(IReadOnlyList<OptimiserCourse> courses)
    {
        for (var k = 0; k < courses.Count; k++)
            _rates[k] = (float)courses[k].Rate;
        Engine.Sgd(Network.Parameters, Network.Gradients, _rates);
    }
}

/// <inheritdoc cref="OptimiserKind.Momentum"/>
internal sealed class ReplicaMomentum : ReplicaOptimiser
{
    private readonly MomentumStep[] _steps;
    private readonly Block _velocity;

    /// <summary>Networks at rest.</summary>
    public ReplicaMomentum(FusionEngine engine, DenseNetwork network, IReadOnlyList<OptimiserSettings> settings)
        : base(engine, network, settings) => (_steps, _velocity) = (new MomentumStep[settings.Count], Memory());

    /// <inheritdoc/>
    protected override void Move(IReadOnlyList<OptimiserCourse> courses)
    {
        for (var k = 0; k < courses.Count; k++)
            _steps[k] = new MomentumStep((float)courses[k].Rate, (float)courses[k].Settings.Momentum);
        Engine.Momentum(Network.Parameters, Network.Gradients, _velocity, _steps);
    }
}

/// <inheritdoc cref="OptimiserKind.RmsProp"/>
internal sealed class ReplicaRmsProp : ReplicaOptimiser
{
    private readonly RmsPropStep[] _steps;
    private readonly Block _v;

    /// <summary>Moments of zero.</summary>
    public ReplicaRmsProp(FusionEngine engine, DenseNetwork network, IReadOnlyList<OptimiserSettings> settings)
        : base(engine, network, settings) => (_steps, _v) = (new RmsPropStep[settings.Count], Memory());

    /// <inheritdoc/>
    protected override void Move(IReadOnlyList<OptimiserCourse> courses)
    {
        for (var k = 0; k < courses.Count; k++)
        {
            var settings = courses[k].Settings;
            _steps[k] = new RmsPropStep((float)courses[k].Rate, (float)settings.Rho, (float)settings.Epsilon);
        }

        Engine.RmsProp(Network.Parameters, Network.Gradients, _v, _steps);
    }
}

/// <inheritdoc cref="OptimiserKind.Adagrad"/>
internal sealed class ReplicaAdagrad : ReplicaOptimiser
{
    private const float FirstSum = 0.1f;

    private readonly AdagradStep[] _steps;
    private readonly Block _sums;

    /// <summary>Sums of squares at Keras's start.</summary>
    public ReplicaAdagrad(FusionEngine engine, DenseNetwork network, IReadOnlyList<OptimiserSettings> settings)
        : base(engine, network, settings)
    {
        (_steps, _sums) = (new AdagradStep[settings.Count], Memory());
        for (var k = 0; k < settings.Count; k++)
            engine.Stage(_sums, k).Fill(FirstSum);
        engine.Commit(_sums);
    }

    /// <inheritdoc/>
    protected override void Move(IReadOnlyList<OptimiserCourse> courses)
    {
        for (var k = 0; k < courses.Count; k++)
            _steps[k] = new AdagradStep((float)courses[k].Rate, (float)courses[k].Settings.Epsilon);
        Engine.Adagrad(Network.Parameters, Network.Gradients, _sums, _steps);
    }
}

/// <inheritdoc cref="OptimiserKind.Adam"/>
internal sealed class ReplicaAdam : ReplicaOptimiser
{
    private readonly AdamStep[] _steps;
    private readonly Block _m;
    private readonly Block _v;

    /// <summary>Moments of zero.</summary>
    public ReplicaAdam(FusionEngine engine, DenseNetwork network, IReadOnlyList<OptimiserSettings> settings)
        : base(engine, network, settings) =>
        (_steps, _m, _v) = (new AdamStep[settings.Count], Memory(), Memory());

    /// <inheritdoc/>
    protected override void Move(IReadOnlyList<OptimiserCourse> courses)
    {
        for (var k = 0; k < courses.Count; k++)
        {
            var (course, settings) = (courses[k], courses[k].Settings);
            var rate = course.Rate * Math.Sqrt(1 - course.Power2) / (1 - course.Power1);
            _steps[k] = new AdamStep(
                (float)rate, (float)settings.Beta1, (float)settings.Beta2, (float)settings.Epsilon);
        }

        Engine.Adam(Network.Parameters, Network.Gradients, _m, _v, _steps);
    }
}

/// <inheritdoc cref="OptimiserKind.Nadam"/>
internal sealed class ReplicaNadam : ReplicaOptimiser
{
    private readonly NadamStep[] _steps;
    private readonly Block _m;
    private readonly Block _v;

    /// <summary>Moments of zero.</summary>
    public ReplicaNadam(FusionEngine engine, DenseNetwork network, IReadOnlyList<OptimiserSettings> settings)
        : base(engine, network, settings) =>
        (_steps, _m, _v) = (new NadamStep[settings.Count], Memory(), Memory());

    /// <inheritdoc/>
    protected override void Move(IReadOnlyList<OptimiserCourse> courses)
    {
        for (var k = 0; k < courses.Count; k++)
        {
            var (course, settings) = (courses[k], courses[k].Settings);
            _steps[k] = new NadamStep(
                (float)course.Rate,
                (float)settings.Beta1,
                (float)settings.Beta2,
                (float)settings.Epsilon,
                (float)((1 - course.Momentum) / (1 - course.MomentumProduct)),
                (float)(course.NextMomentum / (1 - (course.MomentumProduct * course.NextMomentum))),
                (float)(1 / (1 - course.Power2)));
        }

        Engine.Nadam(Network.Parameters, Network.Gradients, _m, _v, _steps);
    }
}
