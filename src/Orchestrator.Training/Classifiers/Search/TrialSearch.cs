using System.Globalization;
using System.Text;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Search;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Training.Classifiers.Search;

/// <summary>
/// The search of one trial: what it asks to have fitted next, and what came of that. A pure function of the task and
/// the settings, whatever trains beside it.
/// </summary>
internal sealed class TrialSearch
{
    private readonly ModelSearch _search;
    private readonly SettingValues _settings;
    private readonly SearchSampler _sampler;
    private readonly SearchFolds _folds;
    private readonly Dictionary<(int Fold, double Share), ClassifierFitTask> _training = [];
    private readonly ClassifierFitTask[] _heldOut;
    private readonly string _metric;
    private readonly List<SearchMember> _members = [];
    private IReadOnlyList<SearchProposal> _generation = [];
    private double?[,] _scores = new double?[0, 0];
    private string?[] _errors = [];

    /// <summary>A search that begins.</summary>
    /// <exception cref="TrainingException">The task's rows cannot be put into the folds.</exception>
    public TrialSearch(int place, ClassifierFitTask task, ModelSearch search, SettingValues settings)
    {
        (Place, Task, _search, _settings) = (place, task, search, settings);
        _metric = FoldScore.Metric(search.Metric, task);
        _folds = new SearchFolds(task, search.Folds);
        _heldOut = [.. Enumerable.Range(0, search.Folds).Select(_folds.HeldOut)];
        _sampler = search.CreateSampler(settings, Derived("proposals"));
    }

    /// <summary>The task's place in the list given.</summary>
    public int Place { get; }

    /// <summary>The trial's rows and key.</summary>
    public ClassifierFitTask Task { get; }

    /// <summary>Fits that have ended.</summary>
    public int Fits { get; private set; }

    /// <summary>
    /// The fits to do next: each proposal of a generation on each fold; none: the search is over. All of a grid, of
    /// random draws and of a rung of halving are one generation; Parzen estimators take one proposal after the other.
    /// </summary>
    public IEnumerable<(ClassifierFitTask Work, SettingValues Settings)> Next()
    {
        _generation = _sampler.Ask(_search.Strategy == SearchStrategy.Tpe ? 1 : _search.Draws);
        _scores = new double?[_generation.Count, _folds.Count];
        _errors = new string?[_generation.Count];
        foreach (var proposal in _generation)
        {
            var settings = _search.SettingsOf(_settings, proposal);
            for (var fold = 0; fold < _folds.Count; fold++)
            {
                var key = new TrialKey(Derived($"candidate {proposal.Candidate} fold {fold}"));
                yield return (Training(fold, _search.RowShareOf(proposal)) with { Key = key }, settings);
            }
        }
    }

    /// <summary>A fit of the generation has ended: its place in what <see cref="Next"/> gave.</summary>
    public void Ended(int place, ClassifierFit fit)
    {
        var (member, fold) = (place / _folds.Count, place % _folds.Count);
        Fits++;
        var error = fit.Error?.Message;
        if (fit.Classifier is { } classifier)
        {
            try
            {
                var predictions = classifier.Predict(_heldOut[fold].Features);
                _scores[member, fold] = FoldScore.Of(_metric, predictions, _heldOut[fold]);
                error = _scores[member, fold] is null ? $"there is no {_metric}" : null;
            }
            catch (TrainingException unusable)
            {
                error = unusable.Message;
            }
        }

        if (error is not null)
            _errors[member] ??= $"fold {fold + 1}: {error}";
    }

    /// <summary>All fits of the generation have ended.</summary>
    public void EndGeneration()
    {
        var means = new double?[_generation.Count];
        for (var m = 0; m < means.Length; m++)
        {
            var scores = Enumerable.Range(0, _folds.Count).Select(fold => _scores[m, fold]).OfType<double>().ToList();
            _members.Add(new SearchMember(Describe(_generation[m]), scores, _errors[m]));
            if (_errors[m] is null)
                means[m] = MetricNames.SmallerIsBetter(_metric) ? -scores.Average() : scores.Average();
        }

        _sampler.Tell(means);
    }

    /// <summary>The settings chosen, for the fit on all training rows; null where no candidate has a score.</summary>
    public SettingValues? Chosen =>
        _sampler.Best is { } best ? _search.RefitSettings(_settings, best.Proposal) : null;

    /// <summary>Why nothing could be chosen.</summary>
    public TrainingException Failure() => new(
        $"The search found no settings: none of {_members.Count} candidates could be fitted on every fold; "
        + $"the first: {_members[0].Error}");

    /// <summary>The whole search, when the chosen settings have been fitted too.</summary>
    public SearchRecord Record() => new(
        SearchStrategyNames.Of(_search.Strategy), _search.Describe(_sampler.Best!.Proposal), Fits + 1, _members);

    private ClassifierFitTask Training(int fold, double share)
    {
        if (!_training.TryGetValue((fold, share), out var task))
            _training.Add((fold, share), task = _folds.Training(fold, share, Task.Key));
        return task;
    }

    // On a lower rung what it had to do with stands behind the values.
    private string Describe(SearchProposal proposal)
    {
        var values = _search.Describe(proposal);
        if (proposal.Share >= 1)
            return values;
        var resource = _search.Resource == ModelSearch.Rows
            ? proposal.Share.ToString("0.####", CultureInfo.InvariantCulture)
            : _search.SettingsOf(_settings, proposal).Text(_search.Resource!);
        return $"{values} {_search.Resource}={resource}";
    }

    private Digest Derived(string use)
    {
        var words = Encoding.UTF8.GetBytes($"search {use}");
        return Digest.Of([.. Task.Key.Value.ToBytes(), .. words]);
    }
}
