"""The little words of English that the reader goes by, as sets."""

from engine.findings.text.wording.word_set import word_set

PERSONS = word_set(
    """mother father mum mom mam dad brother sister son daughter wife husband partner
    friend uncle aunt aunty cousin grandmother grandfather grandma grandad granny
    parents parent sibling boyfriend girlfriend colleague neighbour neighbor
    flatmate roommate spouse fiance fiancee twin nephew niece grandson granddaughter
    gran nan nana nanna grandparent grandparents grandchild grandchildren stepfather
    stepmother stepson stepdaughter toddler mums housemate workmate fella
    hubby missus lodger landlord landlady tenant classmate teammate coworker boss
    nanny nephews nieces cousins aunts uncles neighbours neighbors friends colleagues
    siblings bro sis auntie granddad stepdad stepmum classmates"""
)
ANIMALS = word_set("dog dogs cat cats horse puppy kitten rabbit pet")
OF_ANIMALS = word_set(
    """has had have is was seems looks got back hind front rear leg legs paw paws"""
)
FROM_ANIMAL = word_set("off from by walking riding")
OTHERS = word_set(
    """driver passenger car vehicle person man woman child patient resident boy girl
    guy lady gentleman party"""
)
INFORMING = word_set(
    """says said saying states stated stating reports reported reporting noticed
    notices noted notes saw sees thinks thought rang rings called calls phoned
    phones found finds concerned worried describes described witnessed heard drove
    brought took carried attended seen present here at tells told gave gives informs
    report say notice describe tell mentions mentioned confirms confirmed believes
    feels observed observes explains explained adds added insists insisted insisting"""
)
WITH_PERSON = word_set("""with by to per from via at near for""")
POSSESSIVES = word_set("""his her their my the pt's patient's a your and""")
PATIENTS_OF_CARERS = frozenset({"son", "daughter", "husband", "wife", "child"})

BREAKS = frozenset(
    {";", "but", "however", "though", "although", "except", "now", "currently"}
    | {
        "presently",
        "positive",
        "unticked",
        "boxpassed",
        "whereas",
        "yet",
        "apart",
        "bar",
        "nevertheless",
        "subsequently",
    }
)
ASSERTING = word_set(
    """has reports reported c/o complains complaining presents presented presenting
    developed develops noticed woke feels states admits endorses describes had
    experiencing experienced suffering attended"""
)
HEDGES = word_set(
    """not never nor n't no without nobody none denies denied doesn't didn't hasn't
    hasnt haven't
    havent hadn't hadnt doesnt didnt don't dont"""
)
CAUSES = frozenset({"after", "following", "post"})
AFTER_PLACE = word_set(
    """mainly mostly only predominantly too well this that since when while worse
    today side sided region area distribution"""
)
JOINS = CAUSES | frozenset(
    {",", "and", "or", "nor", "+", "/", "plus", "with", "also", "then"}
)
EVEN_JOINS = frozenset({"and", "or", "nor", "+", "/", "plus", "also"})
FILLERS = word_set(
    """any new obvious significant evidence of signs sign symptoms symptom complaints
    complaint reported further more other focal acute associated definite current a
    an the in his her to such as ongoing recent some feeling feel feels sensation
    been had have having got is was are were on at or nor / known clear overt real major
    true c o which it that very also quite gone went turned turning become became looks
    looking felt getting gets unilateral lateralising lateralizing localising
    localizing objective subjective gross apparent frank visible detectable
    demonstrable noticeable witnessed appreciable discernible particular convincing
    additional specific"""
)
# Words that a finding is told with, not listed by: "left face numb".
ADJECTIVES = word_set(
    """numb weak cold cool blue pale white dead asleep tingly tingles tingled dizzy
    heavy drooping drooped droopy paralysed paralyzed unsteady floppy useless woolly
    fuzzy prickly numbed buzzing icy floppy limp colder cooler dusky mottled purple
    black grey gray bluish cyanosed slurred slurry confused drowsy unresponsive wobbly
    clumsy sagging lopsided wonky painful sore tender aching unsteadier weaker slurring
    tingling plegic flaccid pulseless droops drops sags"""
)
# "Tingling" is a noun as well: "the tingling has stopped".
PLAIN_ADJECTIVES = ADJECTIVES - {"tingling"}
VERBS = word_set(
    """is are was were started starts began begins noted noticed persists persisted
    persisting continues continued continuing came comes remains since ongoing
    worsening worse"""
)
STARTERS = word_set("only just still")
DENYING = word_set(
    """no nil without w/o denies denied denying deny neg negative nor
    neither"""
)
DENYING_A_LIST = word_set("denies denied denying neg negative negatives absent")
WEAKLY_DENYING = word_set("no nil without w/o")
LOST = word_set("feeling feel feels sensation")
LABELS = word_set("side site location area laterality body : and , .")
CALLERS = word_set("caller informant carer neighbour neighbor")
PAST = word_set("hx history pmh pmhx phx previous prior prev background post")
RELATED = PERSONS | word_set("family fh fhx")
WORRYING = word_set(
    """worried worries worry worrying fears feared fearful afraid scared frightened
    anxious concerned thinks thought believes suspects wonders convinced"""
)
OPENERS = word_set(
    """: c complains complaining presents presented presenting admits endorses
    because"""
)
NOT_SO = word_set(
    """not non n't never no without isn't isnt hasn't hasnt didn't didnt doesn't doesnt
    wasn't wasnt aren't arent haven't havent don't dont"""
)
GONE_BEFORE = word_set(
    """, . ; and but now since after again completely entirely totally fully by at in
    within today yesterday thanks with when before <time>"""
)
PRONOUNS = word_set("he she they it this pt patient")
JUNIORS = word_set(
    "son daughter grandson granddaughter child nephew niece brother sister"
)
SENIORS = word_set(
    """mother father mum mom mam dad parent grandmother grandfather grandma grandad
    granny uncle aunt aunty brother sister"""
)
NOT_YET = word_set(
    """not n't never no hasn't hasnt isn't isnt haven't havent won't wont didn't
    didnt doesn't doesnt aren't arent don't dont hadn't hadnt wouldn't partially
    partly almost nearly mostly until incompletely yet without"""
)
# The words of what is only asked or advised (`context_rules`).
ASKING = word_set(
    """can do does cause causes caused advice call ring return for with asks asking
    asked wonders wondering if whether"""
)
PAST_TOLD = word_set(
    """had was were admitted treated diagnosed presented underwent hospitalised
    hospitalized catheterised catheterized developed suffered lost left experienced
    got saw attended seen needed required spent became hospitalisation admission
    stay icu once episode spell bout pregnancy pregnancies tia
    cva"""
)
TREATED = word_set(
    """operated excised removed resected repaired released release releases repair
    embolectomy mastectomy lumpectomy colectomy hysterectomy discectomy
    microdiscectomy laminectomy surgery op operation decompression decompressed
    fixation cured discharged corrected treated ablated ablation bypass stent stented
    angioplasty graft replacement fused fusion excision resection chemo
    chemotherapy radiotherapy"""
)
GOING_ON = word_set(
    """still ongoing persists persisting persisted remains remain continues continuing
    since current ever today is has have has started began onset again worse worsening
    getting never lifelong chronic known on residual permanently permanent"""
)
LIFE = word_set(
    """student child kid teenager teen toddler baby boy girl teens twenties thirties
    forties youth childhood infancy school uni university college younger"""
)
WAS_SO = word_set("was were been")
AFFLICTING = word_set("if when")
EARLIER = word_set("earlier before but")
RELATING = word_set("to in of on with from for over near around")
DEFINITE = word_set("the his her my their")
COME_TRUE = frozenset(
    {("it", "has"), ("it", "did"), ("this", "has"), ("it", "is")}
    | {("got", "it"), ("has", "it"), ("have", "it"), ("now", "has")}
    | {("they", "have"), ("they", "did"), ("she", "has"), ("he", "has")}
    | {("i", "have"), ("is", "what")}
)
TRUE_UNTIL = word_set(
    ", . ; : <time> now since today already happened spread and i i've she he"
)
HYPOTHESIS = word_set(
    """if should unless return risk risks when watch call leaflet booklet consent
    consented checklist poster whenever lookout handout instructed sheet observe
    monitor risks complications unticked"""
)
SUBJECTS = word_set(
    """pt patient he she symptoms symptom all onset duration noted noticed first then
    approx about around last ongoing present completely fully already started began
    since came both each now they this it lkw lsw have has : , and feels then up to
    episode episodes lasted lasting for was is at has been gone time down history hx
    with woke well normal seen known but just only so far reports states says
    especially particularly affecting involving including extending radiating located
    constant constantly persistent gradually localised localized confined limited
    mainly mostly predominantly over across along made makes i"""
)
GOES_ON = word_set(
    """started began onset since symptoms came noticed lkw lsw lasted first duration
    woke it this these they both resolved gone settled now spreading currently"""
)

# No item of a list that is denied as a whole goes on over one of these.
LIST_ENDS = (
    BREAKS
    | ASSERTING
    | VERBS
    | INFORMING
    | PERSONS
    | HYPOTHESIS
    | word_set(
        ": because who which that when while until he she they <time> is are was"
    )
) - FILLERS
