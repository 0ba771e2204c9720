namespace Orchestrator.Reports.Reproductions;

/// <summary>A figure that is drawn of an experiment's results.</summary>
public sealed record FigureRequest
{
    /// <summary>The file's name without its ending.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>What is drawn.</summary>
    public required FigureKind Kind { get; init; }

    /// <summary>For bars: the title of the table.</summary>
    public string Table { get; init; } = "";

    /// <summary>For lines: the score on the vertical axis.</summary>
    public string Metric { get; init; } = "";

    /// <summary>For lines: what stands on the horizontal axis: rows, fraction, boost, or the name of a model's
    /// setting.</summary>
    public string Along { get; init; } = "";

    /// <summary>Whether the vertical axis is logarithmic.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>For evaluations: a line of reference; null for none.</summary>
    public double? Reference { get; init; }

    /// <summary>The lines, or for evaluations the columns: their labels, selectors and metrics.</summary>
    public IReadOnlyList<PublishedLine> Series { get; init; } = [];

    /// <summary>For a latent path: what each coordinate is multiplied with to be that of the data.</summary>
    public IReadOnlyList<double> Scale { get; init; } = [];

    /// <summary>For a latent path: whether the data lie on the unit circle, which is drawn then.</summary>
    public bool Circle { get; init; }

    /// <summary>What everything selects.</summary>
    public TrialSelector Where { get; init; } = new();
}
