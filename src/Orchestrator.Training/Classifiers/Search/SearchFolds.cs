using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Classifiers.Search;

/// <summary>
/// The training rows of one trial cut into folds: each class is dealt to the folds in an order of the trial's own, so
/// that folds differ by at most a row of each class and in size. No other rows are ever seen.
/// </summary>
internal sealed class SearchFolds
{
    private readonly ClassifierFitTask _task;
    private readonly int[] _foldOf;
    private readonly int[] _rank;

    /// <summary>Deals the rows of a task.</summary>
    /// <exception cref="TrainingException">There are fewer rows than folds.</exception>
    public SearchFolds(ClassifierFitTask task, int count)
    {
        (_task, Count) = (task, count);
        var rows = task.Features.Rows;
        if (rows < count)
            throw new TrainingException($"{rows} training rows cannot be put into {count} folds for the search.");
        (_foldOf, _rank) = (new int[rows], new int[rows]);
        var order = new int[rows];
        new RandomStream(task.Key.Value, RandomPurpose.Folds).Permutation(0, order);
        var dealt = 0;
        foreach (var group in order.GroupBy(row => task.Labels[row]).OrderBy(group => group.Key))
        {
            var rank = 0;
            foreach (var row in group)
            {
                _foldOf[row] = dealt++ % count;
                _rank[row] = rank++;
            }
        }
    }

    /// <summary>How many folds there are.</summary>
    public int Count { get; }

    /// <summary>The rows to fit on when a fold is held out, a share of each class of them.</summary>
    /// <param name="fold">The fold held out.</param>
    /// <param name="share">
    /// The share of the rows, in (0, 1]: rows at a smaller share are among those at a larger.
    /// </param>
    /// <param name="key">Keys the fit.</param>
    public ClassifierFitTask Training(int fold, double share, TrialKey key) =>
        Take(row => _foldOf[row] != fold, share) with { Key = key };

    /// <summary>The rows of a fold.</summary>
    public ClassifierFitTask HeldOut(int fold) => Take(row => _foldOf[row] == fold, 1);

    private ClassifierFitTask Take(Func<int, bool> belongs, double share)
    {
        var rows = Enumerable.Range(0, _foldOf.Length).Where(belongs).ToList();
        if (share < 1)
        {
            var kept = rows.GroupBy(row => _task.Labels[row])
                .SelectMany(c => c.OrderBy(row => _rank[row]).Take((int)Math.Ceiling(share * c.Count())));
            rows = [.. kept.Order()];
        }

        var features = new Matrix(rows.Count, _task.Features.Columns);
        for (var i = 0; i < rows.Count; i++)
            _task.Features.Row(rows[i]).CopyTo(features.Row(i));
        return _task with
        {
            Features = features,
            Labels = [.. rows.Select(row => _task.Labels[row])],
            Targets = _task.Targets is { } targets ? [.. rows.Select(row => targets[row])] : null,
        };
    }
}
