using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>Reads the name of a score that fits what is predicted.</summary>
/// <param name="metrics">The scores that there are.</param>
/// <param name="task">What is predicted; null: not known, nothing is said of what depends on it.</param>
/// <param name="problems">What is wrong.</param>
internal sealed class MetricReader(IReadOnlyList<string> metrics, PredictionTask? task, ProblemList problems)
{
    private string Default => task == PredictionTask.Regression ? MetricNames.Mse : MetricNames.Accuracy;

    /// <summary>The score; the usual one where nothing, or something wrong, is written.</summary>
    public string Read(SpecNode? node, string field)
    {
        if (node is null)
            return Default;
        if (node is SpecScalar scalar && metrics.Contains(scalar.Text))
        {
            CheckTask(scalar, field);
            return scalar.Text;
        }

        var nearest = node is SpecScalar word ? NearestName.Of(word.Text, metrics) : null;
        problems.Add(node, field, "is not a metric", $"the metrics are {string.Join(", ", metrics)}", nearest);
        return Default;
    }

    private void CheckTask(SpecScalar metric, string field)
    {
        var isOfNumbers = MetricNames.OfNumbers.Contains(metric.Text);
        if (task == PredictionTask.Regression && !isOfNumbers)
        {
            problems.Add(metric, field, "is a score of classes",
                $"the target is a number; its metrics are {string.Join(", ", MetricNames.OfNumbers)}");
        }
        else if (task == PredictionTask.Classification && isOfNumbers)
        {
            problems.Add(metric, field, "is a score of numbers",
                $"the target is a class; its metrics are {string.Join(", ", MetricNames.OfClasses)}");
        }
    }
}
