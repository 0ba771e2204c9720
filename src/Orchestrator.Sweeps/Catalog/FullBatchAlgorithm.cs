using static Orchestrator.Sweeps.Catalog.Settings;

namespace Orchestrator.Sweeps.Catalog;

/// <summary>The network that is trained on all rows at once, in double precision.</summary>
public static class FullBatchAlgorithm
{
    /// <summary>A dense network trained by one of the classical full-batch algorithms.</summary>
    public static AlgorithmDescriptor Descriptor { get; } = new(
        "mlp-full-batch", 1, "dense network trained on all rows at once (gradient descent to Levenberg-Marquardt)",
        [
            Widths("hidden", "10", "Outputs of each hidden layer, from the input on."),
            Words("activation", "tanh", ["tanh", "sigmoid"], "Activation of the hidden layers."),
            Words(
                "algorithm", "lm", ["gd", "gdm", "gda", "gdx", "cgf", "bfgs", "lm", "br"],
                "Gradient descent, with momentum, adaptive rate, both; conjugate gradients (Fletcher-Reeves); BFGS; "
                + "Levenberg-Marquardt; Bayesian regularisation."),
            Integer("epochs", "1000", 1, 1_000_000, "Passes over the rows at most."),
            Real("learning-rate", "0.01", 1e-9, 10, "Step size of gradient descent."),
            Real("momentum", "0.9", 0, 0.999999, "What stays of the last step."),
            Real("rate-up", "1.05", 1, 10, "Growth of the adaptive rate after a better step."),
            Real("rate-down", "0.7", 0.01, 1, "Its shrinkage after a step that was too bad."),
            Real("worst-growth", "1.04", 1, 10, "A step is too bad where the error grows by more than this factor."),
            Real("mu", "0", 0, 1e6, "Damping of lm and br at the start; 0: 0.001 for lm, 0.005 for br."),
            Real("mu-up", "10", 1.0001, 1e6, "Its growth after a step that did not help."),
            Real("mu-down", "0.1", 1e-6, 0.9999, "Its shrinkage after one that did."),
            Real("mu-most", "10000000000", 1, 1e100, "Training stops where it has grown to this."),
            Real("goal", "0", 0, 1e12, "Training stops at this mean squared error of the scaled targets."),
            Real(
                "least-gradient", "0", 0, 1e6,
                "Training stops below this norm of the gradient; 0: 1E-05 for gd to gdx, 1E-10 for cgf, 1E-06 for "
                + "bfgs, 1E-07 for lm and br."),
            Real("validation-split", "0", 0, 0.9, "Share of the rows, the last, kept for validation; 0 for none."),
            Integer("max-fail", "6", 1, 1_000_000, "Epochs in a row with a worse validation error before it stops."),
            SearchSetting,
        ])
    {
        Regresses = true,
    };
}
