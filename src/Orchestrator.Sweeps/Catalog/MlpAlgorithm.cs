using static Orchestrator.Sweeps.Catalog.Settings;

namespace Orchestrator.Sweeps.Catalog;

/// <summary>The neural network among the models.</summary>
public static class MlpAlgorithm
{
    /// <summary>A dense network of any depth and width, with batch normalisation, dropout and early stopping.</summary>
    public static AlgorithmDescriptor Descriptor { get; } = new(
        "mlp", 1, "dense neural network with batch normalisation, dropout and early stopping (Leitner 2021)",
        [
            Integer("layers", "5", 1, 64, "Hidden layers."),
            Integer("neurons", "64", 1, 4096, "Outputs of each hidden layer."),
            Words(
                "activation", "selu", ["selu", "relu", "leaky-relu", "tanh", "elu", "sigmoid"],
                "Activation of the hidden layers."),
            Real("dropout", "0.3", 0, 0.95, "Share of each hidden layer's outputs dropped in training."),
            Flag("batch-norm", "true", "Normalise each hidden layer over the batch."),
            Real("batch-norm-momentum", "0.99", 0, 1, "What stays of the running statistics at each batch."),
            Real("batch-norm-epsilon", "0.001", 1e-12, 1, "Added to the batch's variance."),
            Real("learning-rate", "0.001", 1e-8, 10, "The optimiser's step size."),
            Real("beta-1", "0.9", 0, 0.999999, "Adam's decay of the first moment."),
            Real("beta-2", "0.999", 0, 0.999999, "Adam's decay of the second moment."),
            Real("epsilon", "1E-07", 1e-12, 1, "Added to the root of the optimiser's second moment."),
            Integer("batch", "32", 2, 65536, "Rows of a batch; the last one of an epoch may be smaller."),
            Integer("max-epochs", "300", 1, 100000, "Epochs at most."),
            Integer("patience", "20", 1, 100000, "Epochs without a better validation score before training stops."),
            Real("validation-split", "0.2", 0, 0.9, "Share of the rows, the last, kept for validation; 0 for none."),
            .. Later(
            [
                Widths("hidden", "", "Outputs of each hidden layer, from the input on; empty: by layers and neurons."),
                Words("dropout-on", "all", ["all", "last"], "Hidden layers that dropout works on."),
                Integer("batch-norm-from", "1", 1, 64, "Normalise only where there are as many hidden layers."),
                Words(
                    "initialiser", "he-normal",
                    [
                        "zeros", "ones", "uniform", "normal", "truncated-normal", "orthogonal", "glorot-uniform",
                        "glorot-normal", "he-uniform", "he-normal",
                    ],
                    "How the weights start."),
                Words(
                    "optimiser", "adam", ["sgd", "momentum", "rmsprop", "adagrad", "adam", "nadam"],
                    "How the weights move."),
                Real("momentum", "0.9", 0, 0.999999, "What stays of the last step (momentum)."),
                Real("rho", "0.9", 0, 0.999999, "RMSprop's decay of the second moment."),
                .. Schedule,
                Words("monitor", "accuracy", ["accuracy", "loss"], "The validation score that early stopping watches."),
                Flag("restore-best", "true", "Keep the network of the best epoch; otherwise that of the last."),
            ]),
            SearchSetting,
        ])
    {
        Fuses = true,
        Regresses = true,
    };
}
