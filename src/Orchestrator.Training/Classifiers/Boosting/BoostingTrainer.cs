using System.Globalization;
using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Training.Classifiers.Boosting;

/// <summary>
/// Gradient-boosted trees (Chen and Guestrin, KDD 2016) by xgboost, on one thread: logistic loss for two classes,
/// softmax for more, squared error for a numeric target, each from the start 0.5 and with exact splits whatever the
/// release's defaults are.
/// </summary>
internal sealed class BoostingTrainer : SingleFitTrainer
{
    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => BoostingAlgorithm.Descriptor;

    /// <inheritdoc/>
    public override void RequireLibraries() => _ = XgboostLibrary.Instance;

    /// <inheritdoc/>
    protected override FittedClassifier FitOne(
        ClassifierFitTask task, PresentClasses present, SettingValues settings, TrainingContext context) =>
        Boost(task, present, Array.ConvertAll(present.Codes, code => (float)code), settings, context);

    /// <inheritdoc/>
    protected override FittedClassifier FitNumbers(
        ClassifierFitTask task, double[] targets, SettingValues settings, TrainingContext context) =>
        Boost(task, null, Array.ConvertAll(targets, target => (float)target), settings, context);

    private static BoostedClassifier Boost(
        ClassifierFitTask task, PresentClasses? present, float[] labels, SettingValues settings,
        TrainingContext context)
    {
        var parameters = Parameters(task, present, settings);
        var booster = Booster.Fit(
            task.Features, labels, parameters, settings.Integer("rounds"), context.Cancellation);
        return new BoostedClassifier(booster, present?.Classes, task.ClassCount);
    }

    private static Dictionary<string, string> Parameters(
        ClassifierFitTask task, PresentClasses? present, SettingValues settings)
    {
        var parameters = new Dictionary<string, string>
        {
            ["verbosity"] = "0",
            ["nthread"] = "1",
            ["seed"] = ((int)(task.Key.Value.A & int.MaxValue)).ToString(CultureInfo.InvariantCulture),
            ["tree_method"] = "exact",
            ["base_score"] = "0.5",
            ["objective"] = present?.Classes.Length switch
            {
                null => "reg:squarederror",
                2 => "binary:logistic",
                _ => "multi:softprob",
            },
            ["eta"] = settings.Text("learning-rate"),
            ["max_depth"] = settings.Text("max-depth"),
            ["min_child_weight"] = settings.Text("min-child-weight"),
            ["gamma"] = settings.Text("gamma"),
            ["lambda"] = settings.Text("lambda"),
            ["alpha"] = settings.Text("alpha"),
            ["subsample"] = settings.Text("subsample"),
            ["colsample_bytree"] = settings.Text("column-sample"),
        };
        if (present?.Classes.Length is > 2 and var count)
            parameters["num_class"] = count.ToString(CultureInfo.InvariantCulture);
        return parameters;
    }
}
