using Google.Protobuf;
using Orchestrator.Sweeps.Trials;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol;

/// <summary>What a trial came to beside its class scores, as the wire has it and as the program has it.</summary>
internal static class TrialDetailsMapper
{
    /// <summary>The most candidates of a search.</summary>
    public const int MostMembers = 10_000;

    /// <summary>The most folds that a candidate is tried on.</summary>
    public const int MostFolds = 1000;

    /// <summary>The message of details.</summary>
    public static Wire.TrialDetails ToWire(TrialDetails details)
    {
        var wire = new Wire.TrialDetails
        {
            Regression = details.Regression is { } regression ? ToWire(regression) : null,
            Fit = details.Fit is { } fit ? ToWire(fit) : null,
            Search = details.Search is { } search ? ToWire(search) : null,
        };
        if (details.Validation is { } validation)
            wire.Validation = validation;
        if (details.Hits is { } hits)
            wire.Hits = ByteString.FromBase64(hits);
        return wire;
    }

    /// <summary>The details of a message, of a trial that scored <paramref name="testRows"/>.</summary>
    /// <exception cref="WireFormatException">
    /// A number is NaN or out of range, a text or list too long, or the hits are of another number of rows.
    /// </exception>
    public static TrialDetails ToDomain(Wire.TrialDetails wire, int testRows, FieldPath result) => new()
    {
        Regression = wire.Regression is { } regression ? ToDomain(regression, result) : null,
        Fit = wire.Fit is { } fit ? ToDomain(fit, result) : null,
        Search = wire.Search is { } search ? ToDomain(search, result) : null,
        Validation = wire.HasValidation ? FieldChecks.Number(wire.Validation, result, "details.validation") : null,
        Hits = wire.HasHits ? Hits(wire.Hits, testRows, result) : null,
    };

    private static string Hits(ByteString hits, int testRows, FieldPath result) =>
        testRows <= TestRowHits.MostRows && hits.Length == (testRows + 7) / 8
            ? hits.ToBase64()
            : throw FieldChecks.Refused(
                result, "details.hits", $"{hits.Length} bytes",
                $"a bit for each of test_rows = {testRows}, at most {TestRowHits.MostRows} of them");

    private static Wire.RegressionScores ToWire(RegressionScores scores)
    {
        var wire = new Wire.RegressionScores { Mse = scores.Mse, Mae = scores.Mae };
        if (scores.R2 is { } r2)
            wire.R2 = r2;
        if (scores.TrainMse is { } train)
            wire.TrainMse = train;
        return wire;
    }

    private static Wire.FitRecord ToWire(FitRecord fit)
    {
        var wire = new Wire.FitRecord { Epochs = fit.Epochs };
        if (fit.BestValidationLoss is { } loss)
            wire.BestValidationLoss = loss;
        if (fit.BestValidationAccuracy is { } accuracy)
            wire.BestValidationAccuracy = accuracy;
        return wire;
    }

    private static Wire.SearchRecord ToWire(SearchRecord search)
    {
        var wire = new Wire.SearchRecord { Strategy = search.Strategy, Chosen = search.Chosen, Fits = search.Fits };
        foreach (var member in search.Members)
        {
            var candidate = new Wire.SearchMember { Settings = member.Settings, Scores = { member.Scores } };
            if (member.Error is { } error)
                candidate.Error = FieldChecks.Shortened(error, FieldChecks.LongestLine);
            wire.Members.Add(candidate);
        }

        return wire;
    }

    private static RegressionScores ToDomain(Wire.RegressionScores wire, FieldPath path) => new(
        FieldChecks.Loss(wire.Mse, path, "details.regression.mse"),
        FieldChecks.Loss(wire.Mae, path, "details.regression.mae"),
        wire.HasR2 ? FieldChecks.Number(wire.R2, path, "details.regression.r2") : null,
        wire.HasTrainMse ? FieldChecks.Loss(wire.TrainMse, path, "details.regression.train_mse") : null);

    private static FitRecord ToDomain(Wire.FitRecord wire, FieldPath path) => new(
        FieldChecks.Within(wire.Epochs, 1, int.MaxValue, path, "details.fit.epochs"),
        wire.HasBestValidationLoss
            ? FieldChecks.Number(wire.BestValidationLoss, path, "details.fit.best_validation_loss")
            : null,
        wire.HasBestValidationAccuracy
            ? FieldChecks.Score(wire.BestValidationAccuracy, 1, path, "details.fit.best_validation_accuracy")
            : null);

    private static SearchRecord ToDomain(Wire.SearchRecord wire, FieldPath path)
    {
        FieldChecks.Within(wire.Members.Count, 0, MostMembers, path, "details.search.members");
        return new SearchRecord(
            FieldChecks.Line(wire.Strategy, FieldChecks.LongestLabel, path, "details.search.strategy"),
            FieldChecks.Line(wire.Chosen, FieldChecks.LongestLine, path, "details.search.chosen"),
            FieldChecks.NotNegative(wire.Fits, path, "details.search.fits"),
            [.. wire.Members.Select(member => ToDomain(member, path))]);
    }

    private static SearchMember ToDomain(Wire.SearchMember wire, FieldPath path)
    {
        FieldChecks.Within(wire.Scores.Count, 0, MostFolds, path, "details.search.members.scores");
        foreach (var score in wire.Scores)
            FieldChecks.Number(score, path, "details.search.members.scores");
        return new SearchMember(
            FieldChecks.Line(wire.Settings, FieldChecks.LongestLine, path, "details.search.members.settings"),
            [.. wire.Scores],
            wire.HasError
                ? FieldChecks.Line(wire.Error, FieldChecks.LongestLine, path, "details.search.members.error")
                : null);
    }
}
