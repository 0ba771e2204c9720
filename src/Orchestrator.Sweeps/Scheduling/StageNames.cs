namespace Orchestrator.Sweeps.Scheduling;

/// <summary>The stages of a trial by the names that progress, traces and metrics use.</summary>
public static class StageNames
{
    /// <summary>Test rows are set aside.</summary>
    public const string Split = "split";

    /// <summary>The fraction of the training rows is taken and prepared.</summary>
    public const string Subset = "subset";

    /// <summary>The generator is trained.</summary>
    public const string FitGenerator = "fit-generator";

    /// <summary>The rows of a generator are compared with the real ones.</summary>
    public const string MeasureQuality = "measure-quality";

    /// <summary>Synthetic rows are drawn.</summary>
    public const string Synthesise = "synthesise";

    /// <summary>The model is trained.</summary>
    public const string FitModel = "fit-model";

    /// <summary>Test rows are predicted and compared.</summary>
    public const string Score = "score";
}
