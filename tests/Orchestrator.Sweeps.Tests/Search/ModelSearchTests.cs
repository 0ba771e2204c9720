using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Search;

namespace Orchestrator.Sweeps.Tests.Search;

public sealed class ModelSearchTests
{
    private static readonly AlgorithmDescriptor Mlp = MlpAlgorithm.Descriptor;

    [Theory]
    [InlineData("random draws=20 folds=3 metric=accuracy over layers=1..7 learning-rate=0.0003..0.03/log "
        + "activation=elu|relu hidden=32,64|16| batch-norm=true")]
    [InlineData("grid folds=5 metric=log-loss over layers=1..3 dropout=0..0.5/3 neurons=16..256/log/5")]
    [InlineData("tpe draws=30 folds=2 metric=f1 over neurons=1..99")]
    [InlineData("successive-halving draws=27 folds=3 metric=accuracy eta=3 resource=rows over neurons=1..99")]
    [InlineData("successive-halving draws=9 folds=3 metric=brier eta=2 resource=max-epochs over dropout=0.1|0.2")]
    public void Text_reads_back_as_itself(string text)
    {
        var search = ModelSearch.Parse(text, Mlp);

        Assert.Equal(text, search!.ToString());
        Assert.Equal(search, ModelSearch.Parse(search.ToString(), Mlp));
    }

    [Theory]
    [InlineData("sometimes draws=20 folds=3 metric=accuracy over layers=1..7")]
    [InlineData("random draws=20 folds=3 metric=accuracy")]
    [InlineData("random draws=x folds=3 metric=accuracy over layers=1..7")]
    [InlineData("random folds=3 draws=20 metric=accuracy over layers=1..7")]
    [InlineData("random draws=20 folds=3 metric=accuracy over depth=1..7")]
    [InlineData("random draws=20 folds=3 metric=accuracy over layers=0..7")]
    [InlineData("random draws=20 folds=3 metric=accuracy over layers=7..1")]
    [InlineData("random draws=20 folds=3 metric=accuracy over dropout=0..0.5/log")]
    [InlineData("random draws=20 folds=3 metric=accuracy over activation=step")]
    [InlineData("random draws=20 folds=3 metric=accuracy over activation=elu..relu")]
    [InlineData("random draws=20 folds=3 metric=accuracy over search=none")]
    [InlineData("grid folds=3 metric=accuracy over learning-rate=0.0003..0.03/log")]
    [InlineData("successive-halving draws=9 folds=3 metric=accuracy over layers=1..7")]
    public void Text_of_no_search_is_refused(string text) =>
        Assert.Throws<FormatException>(() => ModelSearch.Parse(text, Mlp));

    [Fact]
    public void None_is_no_search_and_published_the_one_of_the_network()
    {
        Assert.Null(ModelSearch.Of(Mlp.WithDefaults()));
        Assert.Equal("published", ModelSearch.Parse("published", Mlp)!.ToString());
        Assert.Throws<FormatException>(() => ModelSearch.Parse("published", ModelAlgorithms.Knn));
    }

    [Fact]
    public void Published_search_has_the_recorded_space_and_constants()
    {
        var search = PublishedSearch.Of(Mlp)!;
        var sampler = search.CreateSampler(SettingValues.Defaults(Mlp), AnySpace.Seed(1));
        var proposal = sampler.Ask(int.MaxValue)[0];
        var settings = search.SettingsOf(SettingValues.Defaults(Mlp), proposal);

        Assert.Equal((SearchStrategy.Random, 20, 3), (search.Strategy, search.Draws, search.Folds));
        Assert.Equal(
            "layers=1..7 neurons=1..99 learning-rate=0.0003..0.03/log dropout=0.2|0.3|0.4|0.5 "
            + "activation=elu|selu|relu",
            search.Space.ToString());
        Assert.Equal(
            (16, 100, 0.1, 10, "loss", false, 3, "none"),
            (settings.Integer("batch"), settings.Integer("max-epochs"), settings.Real("validation-split"),
                settings.Integer("patience"), settings.Text("monitor"), settings.Flag("restore-best"),
                settings.Integer("batch-norm-from"), settings.Text("search")));
        Assert.Equal(search.Describe(proposal),
            string.Join(' ', search.Space.Dimensions.Select(d => $"{d.Name}={settings.Text(d.Name)}")));
    }

    [Fact]
    public void Constants_of_the_published_search_are_values_that_the_settings_accept() =>
        Assert.All(PublishedSearch.Of(Mlp)!.Constants, constant => Assert.Equal(
            constant.Value, SettingText.Canonical(Mlp.Settings.Single(s => s.Name == constant.Key), constant.Value)));

    [Fact]
    public void Halving_by_epochs_spends_a_share_of_the_models_own_and_refits_with_all_of_them()
    {
        var search = ModelSearch.Parse(
            "successive-halving draws=9 folds=3 metric=accuracy eta=3 resource=max-epochs over dropout=0..0.5", Mlp)!;
        var own = SettingValues.Defaults(Mlp).With("max-epochs", "90");
        var sampler = search.CreateSampler(own, AnySpace.Seed(1));
        var epochs = new List<int>();
        AnySpace.Run(sampler, int.MaxValue, proposal =>
        {
            epochs.Add(search.SettingsOf(own, proposal).Integer("max-epochs"));
            return -proposal.Candidate;
        });

        Assert.Equal([.. Enumerable.Repeat(10, 9), 30, 30, 30, 90], epochs);
        Assert.Equal(90, search.RefitSettings(own, sampler.Outcomes[0].Proposal).Integer("max-epochs"));
        Assert.Equal(0, sampler.Best!.Proposal.Candidate);
    }

    [Fact]
    public void Halving_by_rows_leaves_the_settings_alone()
    {
        var search = ModelSearch.Parse(
            "successive-halving draws=27 folds=3 metric=accuracy eta=3 resource=rows over dropout=0..0.5", Mlp)!;
        var sampler = search.CreateSampler(SettingValues.Defaults(Mlp), AnySpace.Seed(1));
        var shares = AnySpace.Run(sampler, int.MaxValue, p => p.Candidate).Outcomes
            .Select(o => search.RowShareOf(o.Proposal)).Distinct();

        Assert.Equal([1.0 / 9, 1.0 / 3, 1], shares);
        Assert.Equal(300, search.SettingsOf(SettingValues.Defaults(Mlp), sampler.Outcomes[0].Proposal)
            .Integer("max-epochs"));
    }

    [Fact]
    public void Candidates_are_settings_that_the_catalogue_accepts() =>
        Prop.ForAll(
            Arb.From(
                from strategy in Gen.Elements("random draws=12", "tpe draws=12")
                from over in Gen.Elements(
                    "layers=1..7 learning-rate=0.0003..0.03/log", "hidden=|8|8,8 dropout=0.1..0.5",
                    "activation=elu|selu batch=2..4096/log batch-norm=true|false")
                from seed in Gen.Choose(0, 10_000)
                select (Text: $"{strategy} folds=3 metric=accuracy over {over}", seed)),
            any =>
            {
                var search = ModelSearch.Parse(any.Text, Mlp)!;
                var own = SettingValues.Defaults(Mlp);
                var sampler = AnySpace.Run(search.CreateSampler(own, AnySpace.Seed(any.seed)), 4, p => p.Candidate % 7);
                return sampler.Outcomes.All(o => search.SettingsOf(own, o.Proposal) is var settings
                    && Mlp.Settings.All(s => SettingText.Canonical(s, settings.Text(s.Name)) == settings.Text(s.Name)));
            }).QuickCheckThrowOnFailure();
}
