using static Orchestrator.Sweeps.Catalog.Settings;

namespace Orchestrator.Sweeps.Catalog;

/// <summary>
/// The diffusion model among the generators. Defaults are those of the authors' training program (1000 steps, rate
/// 0.002, decay 1e-4, batch 1024, 1000 timesteps, cosine) and of its data sets' configurations (layers 256 and 256, no
/// dropout, quantiles); the paper tunes rate, batch, steps, layers and timesteps on each data set.
/// </summary>
public static class TabDdpmAlgorithm
{
    /// <summary>Gaussian and multinomial diffusion, denoised by one network.</summary>
    public static AlgorithmDescriptor Descriptor { get; } = new(
        "tab-ddpm", 1, "diffusion of numbers and categories (Kotelnikov et al. 2023)",
        [
            Integer("steps", "1000", 1, 1_000_000, "Training steps, a batch each."),
            Integer("batch", "1024", 2, 65_536, "Rows of a batch, at most all there are."),
            Integer("timesteps", "1000", 2, 10_000, "Steps from a row to noise."),
            Widths("hidden", "256,256", "Outputs of each hidden layer of the denoiser."),
            Integer("time-embedding", "128", 2, 1024, "Numbers that time and class are embedded in."),
            Real("dropout", "0", 0, 0.95, "Share of each hidden layer's outputs dropped in training."),
            Real("learning-rate", "0.002", 1e-8, 10, "AdamW's step size at the start."),
            Real("weight-decay", "0.0001", 0, 1, "AdamW's decay of the weights (Loshchilov and Hutter 2019)."),
            Words("schedule", "linear", ["linear", "constant"], "Course of the learning rate: to zero, or as it is."),
            Words(
                "noise-schedule", "cosine", ["cosine", "linear"],
                "How noise grows with time: cosine (Nichol and Dhariwal 2021); linear (Ho et al. 2020)."),
            Integer(
                "quantiles", "0", 0, 100_000,
                "Quantiles that map a number to a normal; 0: a thirtieth of the rows, from 10 to 1000 (published)."),
            Words(
                "discrete", "round", ["round", "raw"],
                "Numbers of up to 32 evenly spaced values: round to the nearest (published), or leave as they are."),
            Integer("sampling-steps", "0", 0, 10_000, "Timesteps gone through to synthesise; 0: all of them."),
            ClassBalancing.Setting,
        ])
    {
        Fuses = true,
    };
}
