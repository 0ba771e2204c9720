using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Classifiers.FullBatch.Optimisers;

namespace Orchestrator.Training.Classifiers.FullBatch;

/// <summary>The settings of the <c>mlp-full-batch</c>, read once a fit.</summary>
internal sealed record FullBatchSettings(
    int[] Hidden,
    HiddenActivation Activation,
    string Algorithm,
    int Epochs,
    double Rate,
    double Momentum,
    AdaptiveRate Adaptive,
    Damping Damping,
    double Goal,
    double LeastGradient,
    double ValidationSplit,
    int MaxFail)
{
    /// <summary>Reads them; numbers at 0 that the algorithms have defaults of their own for take these.</summary>
    public static FullBatchSettings Read(SettingValues settings)
    {
        var algorithm = settings.Text("algorithm");
        var rate = settings.Real("learning-rate");
        return new FullBatchSettings(
            settings.Integers("hidden"),
            settings.Text("activation") == "tanh" ? HiddenActivation.Tanh : HiddenActivation.Sigmoid,
            algorithm,
            settings.Integer("epochs"),
            rate,
            settings.Real("momentum"),
            new AdaptiveRate(
                rate, settings.Real("rate-up"), settings.Real("rate-down"), settings.Real("worst-growth")),
            new Damping(
                OwnWhereZero(settings.Real("mu"), algorithm == "br" ? 0.005 : 0.001),
                settings.Real("mu-down"), settings.Real("mu-up"), settings.Real("mu-most")),
            settings.Real("goal"),
            OwnWhereZero(settings.Real("least-gradient"), LeastGradientOf(algorithm)),
            settings.Real("validation-split"),
            settings.Integer("max-fail"));
    }

    /// <summary>The optimiser of an objective from a start.</summary>
    /// <exception cref="TrainingException">
    /// The algorithm keeps a square matrix of the parameters, and they are too many.
    /// </exception>
    public FullBatchOptimiser Optimise(ISquaresObjective objective, double[] start)
    {
        const int most = 6000;
        if (objective.Count > most && Algorithm is ("bfgs" or "lm" or "br"))
        {
            throw new TrainingException(
                $"{Algorithm} keeps a matrix of parameters × parameters: {objective.Count} are too many, {most} is the "
                + "most; cgf and gd to gdx have no such limit.");
        }

        return Algorithm switch
        {
            "gd" => new GradientDescent(objective, start, Rate, 0),
            "gdm" => new GradientDescent(objective, start, Rate, Momentum),
            "gda" => new AdaptiveDescent(objective, start, Adaptive, 0),
            "gdx" => new AdaptiveDescent(objective, start, Adaptive, Momentum),
            "cgf" => new ConjugateGradient(objective, start),
            "bfgs" => new Bfgs(objective, start),
            "lm" => new LevenbergMarquardt(objective, start, Damping),
            _ => new BayesianRegularisation(objective, start, Damping),
        };
    }

    private static double LeastGradientOf(string algorithm) => algorithm switch
    {
        "cgf" => 1e-10,
        "bfgs" => 1e-6,
        "lm" or "br" => 1e-7,
        _ => 1e-5,
    };

    private static double OwnWhereZero(double value, double own) => value > 0 ? value : own;
}
