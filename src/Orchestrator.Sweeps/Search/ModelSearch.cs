using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Search;

/// <summary>
/// How a trial chooses the settings of its model on its training rows: what the setting <c>search</c> of a model says.
/// It holds no seed: every random choice follows from the key of the trial. Two searches are equal where their texts
/// are.
/// </summary>
public sealed class ModelSearch : IEquatable<ModelSearch>
{
    /// <summary>The text of no search.</summary>
    public const string None = "none";

    /// <summary>The resource that is the share of the training rows.</summary>
    public const string Rows = "rows";

    /// <summary>Folds where nothing is said.</summary>
    public const int DefaultFolds = 3;

    /// <summary>The factor between rungs of halving where nothing is said.</summary>
    public const int DefaultEta = 3;

    /// <summary>The most candidates of one search.</summary>
    public const int MostDraws = 10_000;

    /// <summary>The most folds.</summary>
    public const int MostFolds = 100;

    /// <summary>The largest factor between rungs.</summary>
    public const int MostEta = 100;

    // Of fewer rows, or folds of fewer rows, halving would learn nothing.
    private const double LeastRowShare = 0.05;

    /// <summary>How candidates are chosen.</summary>
    public required SearchStrategy Strategy { get; init; }

    /// <summary>How many different candidates are tried, from 1; all combinations for a grid.</summary>
    public required int Draws { get; init; }

    /// <summary>Folds of the cross-validation that gives a candidate its score, from 2.</summary>
    public int Folds { get; init; } = DefaultFolds;

    /// <summary>The score that is compared: one of <see cref="MetricNames.All"/>.</summary>
    public string Metric { get; init; } = MetricNames.Accuracy;

    /// <summary>The settings that are varied; dimensions have the settings' names.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>The factor between rungs, from 2; of halving alone.</summary>
    public int Eta { get; init; } = DefaultEta;

    /// <summary>
    /// What halving saves on: <see cref="Rows"/>, or the name of a whole-numbered setting whose value is the full
    /// resource; null for other strategies.
    /// </summary>
    public string? Resource { get; init; }

    /// <summary>
    /// Settings that hold for every candidate whatever the model's own are, as canonical texts by name.
    /// </summary>
    public IReadOnlyDictionary<string, string> Constants { get; init; } = new Dictionary<string, string>();

    /// <summary>The word that stands for the whole search; null where it is written out.</summary>
    public string? Word { get; init; }

    /// <summary>Reads a canonical text; null: <c>none</c>.</summary>
    /// <exception cref="FormatException">It is not the text of a search over settings of this algorithm.</exception>
    public static ModelSearch? Parse(string text, AlgorithmDescriptor algorithm) =>
        ModelSearchText.Parse(text, algorithm);

    /// <summary>The search of a model; null where it has none.</summary>
    /// <exception cref="FormatException">Its text is not that of a search.</exception>
    public static ModelSearch? Of(AlgorithmChoice model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Algorithm.Settings.FirstOrDefault(s => s.Kind == SettingKind.Search) is { } setting
            ? Parse(model.Settings.Text(setting.Name), model.Algorithm)
            : null;
    }

    /// <summary>A sampler of the search.</summary>
    /// <param name="settings">The model's own settings: halving by a setting needs its value.</param>
    /// <param name="seed">What every random choice follows from: a digest of the trial's rows, say.</param>
    public SearchSampler CreateSampler(SettingValues settings, Digest seed)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var rungs = Strategy == SearchStrategy.SuccessiveHalving
            ? HalvingRungs.For(Draws, Eta, Resource == Rows ? LeastRowShare : 1.0 / Full(settings))
            : null;
        return SearchSampler.Create(Strategy, Space, Draws, rungs, seed);
    }

    /// <summary>
    /// The settings of a candidate: the model's own, the constants, the proposal's values and its share of the resource
    /// in place of theirs, and no search.
    /// </summary>
    public SettingValues SettingsOf(SettingValues settings, SearchProposal proposal)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(proposal);
        var values = Base(settings);
        for (var d = 0; d < Space.Dimensions.Count; d++)
            values = values.With(Space.Dimensions[d].Name, proposal.Values[d]);
        if (Resource is null or Rows)
            return values;
        var share = (int)Math.Max(1, Math.Round(Full(settings) * proposal.Share));
        return values.With(Resource, share.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// The settings with which the chosen candidate is fitted on all training rows: <see cref="SettingsOf"/> with the
    /// full resource.
    /// </summary>
    public SettingValues RefitSettings(SettingValues settings, SearchProposal proposal) =>
        SettingsOf(settings, proposal with { Share = 1 });

    /// <summary>The share of the training rows of each fold that a proposal is fitted on, in (0, 1].</summary>
    public double RowShareOf(SearchProposal proposal) => Resource == Rows ? proposal.Share : 1;

    /// <summary>The proposal's values: <c>layers=3 activation=elu</c>.</summary>
    public string Describe(SearchProposal proposal) =>
        string.Join(' ', Space.Dimensions.Select((dimension, d) => $"{dimension.Name}={proposal.Values[d]}"));

    /// <summary>
    /// The canonical text: <c>random draws=20 folds=3 metric=accuracy over layers=1..7 activation=elu|relu</c>.
    /// </summary>
    public override string ToString() => Word ?? ModelSearchText.Of(this);

    /// <inheritdoc/>
    public bool Equals(ModelSearch? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ModelSearch);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private SettingValues Base(SettingValues settings)
    {
        foreach (var (name, value) in Constants)
            settings = settings.With(name, value);
        return settings.With("search", None);
    }

    private int Full(SettingValues settings) => Base(settings).Integer(Resource!);
}
