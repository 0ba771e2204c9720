--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: orchestrator_blob_parts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.orchestrator_blob_parts (
    digest bytea NOT NULL,
    part integer NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT orchestrator_blob_parts_digest_check CHECK ((octet_length(digest) = 32))
);
ALTER TABLE ONLY public.orchestrator_blob_parts ALTER COLUMN content SET STORAGE EXTERNAL;


--
-- Name: orchestrator_blobs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.orchestrator_blobs (
    digest bytea NOT NULL,
    length bigint NOT NULL,
    CONSTRAINT orchestrator_blobs_digest_check CHECK ((octet_length(digest) = 32))
);


--
-- Name: orchestrator_failures; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.orchestrator_failures (
    sweep_id text NOT NULL COLLATE pg_catalog."C",
    trial bigint NOT NULL,
    key bytea NOT NULL,
    error text NOT NULL,
    attempts integer NOT NULL,
    CONSTRAINT orchestrator_failures_key_check CHECK ((octet_length(key) = 32))
);


--
-- Name: orchestrator_leader; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.orchestrator_leader (
    is_only boolean DEFAULT true NOT NULL,
    term bigint NOT NULL,
    CONSTRAINT orchestrator_leader_is_only_check CHECK (is_only)
);


--
-- Name: orchestrator_results; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.orchestrator_results (
    key bytea NOT NULL,
    real_rows integer NOT NULL,
    synthetic_rows integer NOT NULL,
    test_rows integer NOT NULL,
    correct integer,
    accuracy double precision,
    balanced_accuracy double precision,
    f1 double precision,
    roc_auc double precision,
    log_loss double precision,
    brier double precision,
    confusion bytea NOT NULL,
    fit_seconds double precision NOT NULL,
    predict_seconds double precision NOT NULL,
    worker text NOT NULL,
    attempts integer NOT NULL,
    details text,
    CONSTRAINT orchestrator_results_key_check CHECK ((octet_length(key) = 32))
);


--
-- Name: orchestrator_schema; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.orchestrator_schema (
    version integer NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: orchestrator_sweeps; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.orchestrator_sweeps (
    id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    spec_text text NOT NULL,
    spec_path text,
    dataset_hash bytea NOT NULL,
    submitted_at text NOT NULL COLLATE pg_catalog."C",
    priority integer NOT NULL,
    idempotency_key text COLLATE pg_catalog."C",
    CONSTRAINT orchestrator_sweeps_dataset_hash_check CHECK ((octet_length(dataset_hash) = 32))
);


--
-- Name: orchestrator_traces; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.orchestrator_traces (
    key bytea NOT NULL,
    generator_loss bytea NOT NULL,
    discriminator_loss bytea NOT NULL,
    real_score bytea NOT NULL,
    fake_score bytea NOT NULL,
    fit_seconds double precision NOT NULL,
    details text,
    CONSTRAINT orchestrator_traces_key_check CHECK ((octet_length(key) = 32))
);


--
-- Data for Name: orchestrator_blob_parts; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: orchestrator_blobs; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: orchestrator_failures; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.orchestrator_failures VALUES ('a', 3, '\x40e736c02a102a050e1555781b4171020a4279adaa7ed9ca3cc9633a0ade9c37', 'libsvm said “nein” (0)', 2);
INSERT INTO public.orchestrator_failures VALUES ('a', 4, '\x2594b6a92ebfb1c3312deb7d01c015fb95e9fbe9bd7bc6b527af07813ec7b910', 'libsvm said “nein” (0)', 2);
INSERT INTO public.orchestrator_failures VALUES ('b', 3, '\x8fc6cb4a9816d75621652de783118eee13112cda196e61d1bde0460f29b26e3e', 'libsvm said “nein” (1)', 3);


--
-- Data for Name: orchestrator_leader; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.orchestrator_leader VALUES (true, 0);


--
-- Data for Name: orchestrator_results; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.orchestrator_results VALUES ('\x01b4f6bd5d6a06a7b74a8565ceb4f845afe0ae96a0ac05cf5e86066bf7b538ec', 1047, 14, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, NULL, 0.5, 0, '\x0e000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x0623ccb9b1619bd388284a438034d8cb6431964ba727d8b1c450303105735488', 1047, 25, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, 5e-324, 0.5, NULL, '\x19000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x075de2b906dbd7066da008cab735bee896370154603579a50122f9b88545bd45', 1047, 10, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, NULL, 0.5, NULL, '\x0a000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x097328e8c957de2428283954f6a1ee8ff7ad7def12e100a600178407f5decf24', 1047, 16, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, NULL, 0.5, 0, '\x10000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x17fa9c7f5e9039a2d46e73e17d8e094a796ee4c313199bad42db4ee1dc30d865', 1047, 24, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, NULL, 'Infinity', 0, '\x18000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x2594b6a92ebfb1c3312deb7d01c015fb95e9fbe9bd7bc6b527af07813ec7b910', 1047, 5, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, 5e-324, 0.5, NULL, '\x05000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x26b25d457597a7b0463f9620f666dd10aa2c4373a505967c7c8d70922a2d6ece', 1047, 2, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, NULL, 0.5, 0, '\x02000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x3ef3bd3d6658c0dfdfdd7aa65e3d92bf1da9a04678a4ed2a5d84ed824ec91775', 1047, 26, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, NULL, 0.5, 0, '\x1a000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x42f4aeb81c1ef81f771f3de8abca9dcf66901c575530e7672e4b1146474ae650', 1047, 12, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, NULL, 'Infinity', 0, '\x0c000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x43c66c260828c9839f26474151db105481ff92f5e01377f75389d4ce3d2dd574', 1047, 13, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, 5e-324, 0.5, 0, '\x0d000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x447e12701a0d03cf90a4ad7f02f1a045b35d284e26fe520440edb116d76bf700', 1047, 20, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, NULL, 0.5, NULL, '\x14000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x44b34ba1e158565cd98b8b42da82ab3da3855b9828ef66847eed4a66a20c22b4', 1047, 21, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, 5e-324, 'Infinity', 0, '\x15000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x67abdd721024f0ff4e0b3f4c2fc13bc5bad42d0b7851d456d88d203d15aaa450', 1047, 1, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, 5e-324, 0.5, 0, '\x01000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x7aa8ca4a02506da9133d8f889678b76f716ce45d02e22fdb7b70a15e56a0eff8', 1047, 6, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, NULL, 'Infinity', 0, '\x06000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x7d8e29fa389a36cca29bc0f07a7892dddd6f9070b9e33d12dce8ce3569f81810', 1047, 18, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, NULL, 'Infinity', 0, '\x12000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x84fc05949dc1e486652a4ed316afb6434e9437eb30b714594a1d0b4205776602', 1047, 17, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, 5e-324, 0.5, 0, '\x11000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x972b8373b897c65c4f631c6bdf2443d0d817a88f224b54d8e593fdcf32488d60', 1047, 15, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, 5e-324, 'Infinity', NULL, '\x0f000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x9d9f290527a6be626a8f5985b26e19b237b44872b03631811df4416fc1713178', 1047, 3, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, 5e-324, 'Infinity', 0, '\x03000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x9f076b7eb7fdc0311cd3208cdbbebbf8014dd3a05e35191c96947b358a362b40', 1047, 9, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, 5e-324, 'Infinity', 0, '\x09000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\xa376d173ece243d587f352f04307fb971f10cdbc9b9d850e8ecbd414a586fa3c', 1047, 23, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, 5e-324, 0.5, 0, '\x17000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\xad497f997ead95db601f7d7ed72a7a624ba52ce6f4145a6dc7ec10d1f03876a9', 1047, 29, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, 5e-324, 0.5, 0, '\x1d000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\xb01099398ce27bbcb7ed256854acc338ba75af739e9d73d741dcb13dc4cbfb56', 1047, 28, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, NULL, 0.5, 0, '\x1c000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\xbb549140670e7cab3f174160e750d9ed261491b7feb8fb75ec32f0d788f0abce', 1047, 27, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, 5e-324, 'Infinity', 0, '\x1b000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\xcb30e91817239109ffd0a5870046e128f04619da80c7624d921162fdfe514f76', 1047, 11, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, 5e-324, 0.5, 0, '\x0b000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\xdc765660b06ee03dd16fd7ca5b957e8c805161ac2c4af28c5a100ab2ab432ca1', 1047, 8, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, NULL, 0.5, 0, '\x08000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\xdf3f619804a92fdb4057192dc43dd748ea778adc52bc498ce80524c014b81119', 1047, 0, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, NULL, 'Infinity', NULL, '\x00000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\xe8613f5a5bc9f9feeda32a8e7c80b69dd4878e47b6a91723fb15eb84236b6a2b', 1047, 7, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, 5e-324, 0.5, 0, '\x07000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\xeba09f2f48f209cfa2dfbf19fc678d755d05559671eceda0164f3e080cb49765', 1047, 19, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, 5e-324, 0.5, 0, '\x13000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\xf59d756696b2089fca5969fdfde2674e333765e1dad0a51c8ebbc63f351c4ca5', 1047, 22, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, NULL, 0.5, 0, '\x16000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\xfb5e512425fc9449316ec95969ebe71e2d576dbab833d61e2a5b9330fd70ee02', 1047, 4, 262, 200, 0.7633587786259542, 0.3333333333333333, 0.30000000000000004, NULL, 0.5, 0, '\x04000000ffffff7f00000000ffffffff', 0.25, 1e-300, 'wörker-0', 1, NULL);
INSERT INTO public.orchestrator_results VALUES ('\x79ff7fbc96a0a6111e3c2706d61deb84c7c8e5a137b776f34a7dc3775f3652de', 1047, 1000, 262, NULL, NULL, NULL, NULL, NULL, 0.5, NULL, '\x', 0.25, 1e-300, 'wörker-0', 1, '{"regression":{"mse":"Infinity","mae":0.3333333333333333,"r2":"-Infinity","train_mse":2.5E-09},"fit":{"epochs":1001,"best_validation_loss":0.30000000000000004},"search":{"strategy":"tpe","chosen":"neurons=20 rate=0.01","fits":7,"members":[{"settings":"neurons=20 rate=0.01","scores":[0.5,5E-324]},{"settings":"neurons=\u201C1\u201D","scores":[],"error":"diverged: the loss is not finite in epoch 3 of 40"}]},"validation":-0.25,"has_na_n":false}');
INSERT INTO public.orchestrator_results VALUES ('\x7fab10fa7e3cd00c4264fde9ee7402cc249e8028eb6f76ff1418941a755eddb9', 1047, 1001, 262, NULL, NULL, NULL, NULL, 5e-324, 0.5, 0, '\x', 0.25, 1e-300, 'wörker-0', 1, '{"regression":{"mse":"Infinity","mae":0.3333333333333333,"r2":"-Infinity","train_mse":2.5E-09},"fit":{"epochs":1002,"best_validation_loss":0.30000000000000004},"search":{"strategy":"tpe","chosen":"neurons=20 rate=0.01","fits":7,"members":[{"settings":"neurons=20 rate=0.01","scores":[0.5,5E-324]},{"settings":"neurons=\u201C1\u201D","scores":[],"error":"diverged: the loss is not finite in epoch 3 of 40"}]},"validation":-0.25,"has_na_n":false}');
INSERT INTO public.orchestrator_results VALUES ('\xbbf3950c60f3f38f5bd05bef5c81c85b1ee3b32896506adcfa29eb712b81a16c', 1047, 1002, 262, NULL, NULL, NULL, NULL, NULL, 'Infinity', 0, '\x', 0.25, 1e-300, 'wörker-0', 1, '{"regression":{"mse":"Infinity","mae":0.3333333333333333,"r2":"-Infinity","train_mse":2.5E-09},"fit":{"epochs":1003,"best_validation_loss":0.30000000000000004},"search":{"strategy":"tpe","chosen":"neurons=20 rate=0.01","fits":7,"members":[{"settings":"neurons=20 rate=0.01","scores":[0.5,5E-324]},{"settings":"neurons=\u201C1\u201D","scores":[],"error":"diverged: the loss is not finite in epoch 3 of 40"}]},"validation":-0.25,"has_na_n":false}');


--
-- Data for Name: orchestrator_schema; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.orchestrator_schema VALUES (1, '57f2c78d53a899d136a2ac5d73cbdad8812afd759ac8b14e727d2e9fcc5c2876', '2026-11-21 19:41:49.906264+00');
INSERT INTO public.orchestrator_schema VALUES (2, 'ff566f53c0b5a8f6d29b35b5ed160dad95ee132fbc7be28a64170c9b30d1d217', '2026-11-21 19:41:49.906264+00');
INSERT INTO public.orchestrator_schema VALUES (3, '2d03650c2eba14770213f69fbcf7856141f76024fcffe449ad2e7c239d65eac1', '2026-11-21 19:41:49.906264+00');


--
-- Data for Name: orchestrator_sweeps; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.orchestrator_sweeps VALUES ('000000000001', 'titanic', 'name: titanic
', NULL, '\x4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a', '2026-05-04T01:02:01.0000007Z', 0, NULL);
INSERT INTO public.orchestrator_sweeps VALUES ('000000000002', 'titanic', 'name: titanic
', 'sweeps/ä.yaml', '\x4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a', '2026-05-04T01:02:01.0000014Z', 0, NULL);


--
-- Data for Name: orchestrator_traces; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.orchestrator_traces VALUES ('\x23e9829bfb4e23fbd3c4848baa035af15d73bcb83e510f7f097f90a21a4280d2', '\x0000c03f0000c0ff00000000', '\xcdcccc3d000080ff00000080', '\x', '\x01000000', 3.25, NULL);
INSERT INTO public.orchestrator_traces VALUES ('\xad95131bc0b799c0b1af477fb14fcf26a6a9f76079e48bf090acb7e8367bfd0e', '\x0000c03f0000c0ff00000000', '\xcdcccc3d000080ff00000080', '\x', '\x01000000', 3.25, NULL);
INSERT INTO public.orchestrator_traces VALUES ('\xb4248c210a2905b94345e1a8414d0e12efcfb2f4f0f2397159a71283397a0ccd', '\x0000c03f0000c0ff00000000', '\xcdcccc3d000080ff00000080', '\x', '\x01000000', 3.25, NULL);
INSERT INTO public.orchestrator_traces VALUES ('\x6303d0944db5462eed031432c23206deeb7f1ec9cbb6c4ea9bf70be044e20893', '\x0000c03f0000c0ff00000000', '\xcdcccc3d000080ff00000080', '\x', '\x01000000', 3.25, '{"evaluations":[{"epoch":2,"real_loss":0.7,"fake_loss":0.6,"generator_loss":"Infinity","real_accuracy":1,"fake_accuracy":0,"generator_accuracy":0.5,"diversity":0.3333333333333333,"mode_collapse":true,"learning_rate":0.0001,"convergence":-0.1},{"epoch":4,"real_loss":0.7,"fake_loss":0.6,"generator_loss":0.5,"real_accuracy":1,"fake_accuracy":0,"generator_accuracy":0.5,"diversity":0.25,"mode_collapse":false,"learning_rate":0.0001,"convergence":0}],"constant_columns":["real_loss","learning_rate"],"latent_path":[1.5,"NaN",-0.1,1E-45],"latent_width":2,"stopped_epoch":4,"has_na_n":false}');
INSERT INTO public.orchestrator_traces VALUES ('\x7e35afe519b0fa1357e55dc4044f4e5b27379f7b1593facb3d55bb83f569db2f', '\x0000c03f0000c0ff00000000', '\xcdcccc3d000080ff00000080', '\x', '\x01000000', 3.25, '{"evaluations":[{"epoch":2,"real_loss":0.7,"fake_loss":0.6,"generator_loss":"Infinity","real_accuracy":1,"fake_accuracy":0,"generator_accuracy":0.5,"diversity":0.3333333333333333,"mode_collapse":true,"learning_rate":0.0001,"convergence":-0.1},{"epoch":4,"real_loss":0.7,"fake_loss":0.6,"generator_loss":0.5,"real_accuracy":1,"fake_accuracy":0,"generator_accuracy":0.5,"diversity":0.25,"mode_collapse":false,"learning_rate":0.0001,"convergence":0}],"constant_columns":["real_loss","learning_rate"],"latent_path":[1.5,"NaN",-0.1,1E-45],"latent_width":2,"stopped_epoch":4,"has_na_n":false}');


--
-- Name: orchestrator_blob_parts orchestrator_blob_parts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orchestrator_blob_parts
    ADD CONSTRAINT orchestrator_blob_parts_pkey PRIMARY KEY (digest, part);


--
-- Name: orchestrator_blobs orchestrator_blobs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orchestrator_blobs
    ADD CONSTRAINT orchestrator_blobs_pkey PRIMARY KEY (digest);


--
-- Name: orchestrator_failures orchestrator_failures_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orchestrator_failures
    ADD CONSTRAINT orchestrator_failures_pkey PRIMARY KEY (sweep_id, trial);


--
-- Name: orchestrator_leader orchestrator_leader_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orchestrator_leader
    ADD CONSTRAINT orchestrator_leader_pkey PRIMARY KEY (is_only);


--
-- Name: orchestrator_results orchestrator_results_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orchestrator_results
    ADD CONSTRAINT orchestrator_results_pkey PRIMARY KEY (key);


--
-- Name: orchestrator_schema orchestrator_schema_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orchestrator_schema
    ADD CONSTRAINT orchestrator_schema_pkey PRIMARY KEY (version);


--
-- Name: orchestrator_sweeps orchestrator_sweeps_idempotency_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orchestrator_sweeps
    ADD CONSTRAINT orchestrator_sweeps_idempotency_key_key UNIQUE (idempotency_key);


--
-- Name: orchestrator_sweeps orchestrator_sweeps_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orchestrator_sweeps
    ADD CONSTRAINT orchestrator_sweeps_pkey PRIMARY KEY (id);


--
-- Name: orchestrator_traces orchestrator_traces_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.orchestrator_traces
    ADD CONSTRAINT orchestrator_traces_pkey PRIMARY KEY (key);


--
-- Name: orchestrator_sweeps_by_age; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX orchestrator_sweeps_by_age ON public.orchestrator_sweeps USING btree (submitted_at, id);


--
-- PostgreSQL database dump complete
--


