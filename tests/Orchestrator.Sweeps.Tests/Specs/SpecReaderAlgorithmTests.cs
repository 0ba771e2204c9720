namespace Orchestrator.Sweeps.Tests.Specs;

public sealed class SpecReaderAlgorithmTests
{
    private const string Settings = "epochs, learning-rate, sound, activation";

    public static TheoryData<string, string> Refused { get; } = new()
    {
        {
            "[wgan-gp, wgangp]",
            "5:23: generators[1]: 'wgangp' is not a generator; the generators are wgan-gp, dcgan; did you mean "
                + "'wgan-gp'?"
        },
        {
            "[dcgan, dcgan]",
            "5:21: generators[1]: 'dcgan' appears twice; it equals generators[0] in line 5, defaults filled in"
        },
        {
            "[wgan-gp, wgan-gp: {epochs: 40}]",
            "5:23: generators[1]: 'wgan-gp' appears twice; it equals generators[0] in line 5, defaults filled in"
        },
        {
            "[wgan-gp: {learning-rate: 1e-3}, wgan-gp: {learning-rate: 0.0010}]",
            "5:46: generators[1]: 'wgan-gp{learning-rate=0.001}' appears twice; it equals generators[0] in line 5, "
                + "defaults filled in"
        },
        {
            "[wgan-gp: {epochs: 20.5}]",
            "5:32: generators[0].wgan-gp.epochs: 20.5 is not allowed; epochs is a whole number from 1 to 10000"
        },
        {
            "[wgan-gp: {epochs: 0}]",
            "5:32: generators[0].wgan-gp.epochs: 0 is not allowed; epochs is a whole number from 1 to 10000"
        },
        {
            "[wgan-gp: {epochs: '20'}]",
            "5:32: generators[0].wgan-gp.epochs: '20' is not allowed; epochs is a whole number from 1 to 10000"
        },
        {
            "[wgan-gp: {epochs: [20]}]",
            "5:32: generators[0].wgan-gp.epochs: a list is not allowed; epochs is a whole number from 1 to 10000"
        },
        {
            "[wgan-gp: {epochs: }]",
            "5:24: generators[0].wgan-gp.epochs: has no value; give it one or leave the setting out"
        },
        {
            "[wgan-gp: {learning-rate: -1}]",
            "5:39: generators[0].wgan-gp.learning-rate: -1 is not allowed; learning-rate is a number from 1E-09 to 10"
        },
        {
            "[wgan-gp: {sound: yes}]",
            "5:31: generators[0].wgan-gp.sound: 'yes' is not allowed; sound is true or false"
        },
        {
            "[wgan-gp: {activation: rellu}]",
            "5:36: generators[0].wgan-gp.activation: 'rellu' is not allowed; activation is one of relu, selu, elu; "
                + "did you mean 'relu'?"
        },
        {
            "[wgan-gp: {epoks: 3}]",
            $"5:24: generators[0].wgan-gp.epoks: 'epoks' is not a setting; the settings are {Settings}; did you mean "
                + "'epochs'?"
        },
        {
            "[wgan-gp: {epochs: 3, epochs: 4}]",
            "5:35: generators[0].wgan-gp.epochs: 'epochs' appears twice; a setting is written once and stands in line "
                + "5 already"
        },
        { "[dcgan: {x: 1}]", "5:22: generators[0].dcgan.x: 'x' is not a setting; there are no settings here" },
        { "{wgan-gp: 20}", $"5:23: generators.wgan-gp: 20 is not a mapping of settings; its settings are {Settings}" },
        {
            "\n  - wgan-gp:\n    epochs: 20",
            "6:5: generators[0]: a mapping does not name one generator; write the name, a colon, and its settings "
                + "indented below or in {}"
        },
        { "[[wgan-gp]]", "5:14: generators[0]: a list is not a generator; the generators are wgan-gp, dcgan" },
        {
            "[]",
            "5:13: generators: an empty list has no values; an axis has at least one; the generators are wgan-gp, dcgan"
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Read_wrong_generator_is_refused_at_its_place(string generators, string problem) =>
        Assert.Equal(["sweep.yaml:" + problem], SpecText.ProblemsWith("boosts: 1", "generators: " + generators));

    [Fact]
    public void Read_default_written_otherwise_is_the_default() =>
        Assert.Equal("wgan-gp",
            SpecText.With("boosts: 1", "generators: {wgan-gp: {learning-rate: 0.00010}}").Generators.Single().Label);

    [Fact]
    public void Read_wrong_model_is_refused_with_the_nearest_name() =>
        Assert.Equal(
            ["sweep.yaml:3:9: models: 'random_forst' is not a model; the models are logreg, mlp, random-forest; did "
                + "you mean 'random-forest'?"],
            SpecText.Problems("name: a\ndataset: titanic\nmodels: random_forst\n"));

    [Fact]
    public void Read_several_wrong_settings_are_all_listed() =>
        Assert.Equal(2, SpecText.ProblemsWith("boosts: 1", "generators: {wgan-gp: {epochs: 0, sound: 3}}").Count);

    [Fact]
    public void Read_settings_are_kept_in_canonical_text()
    {
        var generator = SpecText.With("boosts: 1", "generators:", "  - wgan-gp:", "      epochs: 1e2",
            "      learning-rate: 0.00050", "      sound: false", "      activation: 'elu'").Generators.Single();
        Assert.Equal("wgan-gp{epochs=100,learning-rate=0.0005,sound=false,activation=elu}", generator.Label);
        Assert.Equal(100, generator.Settings.Integer("epochs"));
        Assert.Equal(0.0005, generator.Settings.Real("learning-rate"));
        Assert.False(generator.Settings.Flag("sound"));
    }

    [Fact]
    public void Read_same_name_with_other_settings_makes_two_entries() =>
        Assert.Equal(["wgan-gp", "wgan-gp{epochs=20}"],
            SpecText.With("boosts: 1", "generators: [wgan-gp, wgan-gp: {epochs: 20}]").Generators.Select(g => g.Label));

    [Fact]
    public void Read_name_with_nothing_below_has_the_defaults() =>
        Assert.Equal("wgan-gp", SpecText.With("boosts: 1", "generators:", "  - wgan-gp:").Generators.Single().Label);
}
